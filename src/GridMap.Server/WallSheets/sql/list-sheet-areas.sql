-- The areas whose borders and names a sheet shows: what it is about, and the towns around that.
-- In:  $1 county_code text, $2 grid_id integer of the area or NULL for the whole county
-- Out: name, level, is_within boolean (the area itself, or in it), geom geometry(MultiPolygon, 4326)
SELECT
    g.name, g.level, within.is_within, g.geom
FROM grid AS g
CROSS JOIN LATERAL (SELECT $2::integer IS NULL OR EXISTS (
    SELECT FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = $2 AND w.grid_id = g.grid_id) AS is_within) AS within
WHERE g.county_code = $1 AND g.level IN ('town', 'community') AND (within.is_within OR g.level = 'town')
ORDER BY g.level, g.grid_code;
