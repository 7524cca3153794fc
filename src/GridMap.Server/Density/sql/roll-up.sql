-- Adds the figures of grids up to the grids of one level above them. Run it for 'community', then for 'town'.
-- In:  $1 county_code text, $2 level text,
--      $3 touched integer[]: grids counted, marked or rolled up before,
--      $4 is_all boolean: every grid of the level, not only those touched or above one touched
-- Out: one row per grid written: grid_id, was integer (NULL: had none), is integer,
--      is_unmarked boolean: it was not the sum of its parts, and neither it nor a part of it was touched
WITH parents AS MATERIALIZED (
    SELECT p.grid_id, p.area_square_metres,
        p.grid_id = ANY ($3) OR p.grid_id IN (
            SELECT c.parent_grid_id FROM grid AS c WHERE c.county_code = $1 AND c.grid_id = ANY ($3)) AS is_touched
    FROM grid AS p
    WHERE p.county_code = $1 AND p.level = $2
),
summed AS MATERIALIZED (
    SELECT
        p.grid_id, p.is_touched,
        coalesce(sum(d.unresolved_issues), 0)::integer AS unresolved_issues,
        coalesce(sum(d.unresolved_issues), 0)::integer / (p.area_square_metres / 1e6) AS issues_per_square_kilometre,
        coalesce(sum(d.issues_ever), 0)::integer AS issues_ever
    FROM parents AS p
    LEFT JOIN grid AS c ON c.county_code = $1 AND c.parent_grid_id = p.grid_id
    LEFT JOIN grid_density AS d ON d.county_code = $1 AND d.grid_id = c.grid_id
    WHERE $4 OR p.is_touched
    GROUP BY p.grid_id, p.area_square_metres, p.is_touched
),
written AS (
    INSERT INTO grid_density AS d (county_code, grid_id, unresolved_issues, issues_per_square_kilometre, issues_ever, as_of)
    SELECT $1, grid_id, unresolved_issues, issues_per_square_kilometre, issues_ever, statement_timestamp()
    FROM summed
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
    s.grid_id,
    d.unresolved_issues,
    s.unresolved_issues,
    NOT s.is_touched AND d.grid_id IS NOT NULL AND
        (d.unresolved_issues, d.issues_per_square_kilometre, d.issues_ever)
        IS DISTINCT FROM (s.unresolved_issues, s.issues_per_square_kilometre, s.issues_ever)
FROM summed AS s
LEFT JOIN grid_density AS d ON d.county_code = $1 AND d.grid_id = s.grid_id
ORDER BY s.grid_id;
