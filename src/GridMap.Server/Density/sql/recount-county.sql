-- Counts every responsibility grid of a county anew and writes all their figures.
-- In:  $1 county_code text, $2 marked integer[]: grids whose marks this transaction took
-- Out: one row per grid whose figure was not what it should be: grid_id, was integer (NULL: had none), is integer,
--      is_unmarked boolean: nothing had marked it, so somebody wrote behind GridMap's back
-- Marks that were committed since take-dirty.sql are seen here together with their changes, so they count as marks too.
WITH counted AS MATERIALIZED (
    SELECT
        g.grid_id,
        coalesce(u.number, 0) AS unresolved_issues,
        coalesce(u.number, 0) / (g.area_square_metres / 1e6) AS issues_per_square_kilometre,
        coalesce(e.number, 0) AS issues_ever,
        d.unresolved_issues AS was,
        (d.unresolved_issues, d.issues_per_square_kilometre, d.issues_ever) IS DISTINCT FROM
            (coalesce(u.number, 0), coalesce(u.number, 0) / (g.area_square_metres / 1e6), coalesce(e.number, 0)) AS differs
    FROM grid AS g
    LEFT JOIN (
        SELECT i.grid_id, count(*)::integer AS number FROM issue AS i
        WHERE i.county_code = $1 AND i.status = 'open' AND i.deleted_at IS NULL GROUP BY i.grid_id
    ) AS u ON u.grid_id = g.grid_id
    LEFT JOIN (
        SELECT i.grid_id, count(*)::integer AS number FROM issue AS i
        WHERE i.county_code = $1 AND i.deleted_at IS NULL GROUP BY i.grid_id
    ) AS e ON e.grid_id = g.grid_id
    LEFT JOIN grid_density AS d ON d.county_code = g.county_code AND d.grid_id = g.grid_id
    WHERE g.county_code = $1 AND g.level = 'responsibility'
),
written AS (
    INSERT INTO grid_density AS d (county_code, grid_id, unresolved_issues, issues_per_square_kilometre, issues_ever, as_of)
    SELECT $1, grid_id, unresolved_issues, issues_per_square_kilometre, issues_ever, statement_timestamp()
    FROM counted
    ON CONFLICT (county_code, grid_id) DO UPDATE SET
        unresolved_issues = EXCLUDED.unresolved_issues,
        issues_per_square_kilometre = EXCLUDED.issues_per_square_kilometre,
        issues_ever = EXCLUDED.issues_ever,
        as_of = EXCLUDED.as_of,
        revision = d.revision + (
            (d.unresolved_issues, d.issues_per_square_kilometre, d.issues_ever)
            IS DISTINCT FROM (EXCLUDED.unresolved_issues, EXCLUDED.issues_per_square_kilometre, EXCLUDED.issues_ever))::integer
)
SELECT
    c.grid_id,
    c.was,
    c.unresolved_issues,
    c.was IS NOT NULL AND c.grid_id <> ALL ($2)
        AND NOT EXISTS (SELECT FROM dirty_grid AS m WHERE m.county_code = $1 AND m.grid_id = c.grid_id)
FROM counted AS c
WHERE c.differs
ORDER BY c.grid_id;
