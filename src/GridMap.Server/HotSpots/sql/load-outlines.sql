-- The outlines of the same grids in the same order.
-- In:  $1 county_code text, $2 level text
-- Out: geom geometry
SELECT g.geom
FROM grid AS g JOIN grid_density AS d USING (county_code, grid_id)
WHERE g.county_code = $1 AND g.level = $2
ORDER BY g.grid_code;
