-- Unresolved issues of a grid by category, and by the street nearest to each within 30 m; the most first.
-- In:  $1 county_code text, $2 grid_code text; the scope: $3 area_grid_ids integer[], $4 unit_codes text[] (see Scope)
-- Out: is_street boolean, name text, unresolved_issues integer; 20 of each at most
WITH seen AS MATERIALIZED (
    SELECT i.issue_id, i.category, i.geom
    FROM issue AS i JOIN grid AS g USING (county_code, grid_id)
    WHERE g.county_code = $1 AND g.grid_code = $2 AND i.status = 'open' AND i.deleted_at IS NULL
        AND ($3::integer[] IS NULL
            OR i.grid_id IN (
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($3))
            OR i.unit_code = ANY ($4::text[]))
)
(SELECT false, category, count(*)::integer AS number FROM seen GROUP BY category ORDER BY number DESC, category LIMIT 20)
UNION ALL
(SELECT true, s.name, count(*)::integer AS number
 FROM seen AS i CROSS JOIN LATERAL (
    SELECT s.name FROM street AS s
    WHERE s.county_code = $1 AND s.class <> 'river' AND s.geom && ST_Expand(i.geom, 0.001)
        AND ST_DWithin(s.geom::geography, i.geom::geography, 30)
    ORDER BY s.geom::geography <-> i.geom::geography LIMIT 1
 ) AS s
 GROUP BY s.name ORDER BY number DESC, s.name LIMIT 20);
