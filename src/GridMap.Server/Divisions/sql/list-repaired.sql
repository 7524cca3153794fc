-- The grids that the latest proposal to repair a draft would change, before and after.
-- In:  $1 county_code text, $2 division_id integer
-- Out: see RepairRecord.ReadGrid
SELECT r.grid_code, g.name, g.area_square_metres, ST_Area(r.geom::geography), ST_AsGeoJSON(g.geom, 8), ST_AsGeoJSON(r.geom, 8)
FROM division_repair_grid AS r
JOIN division_grid AS g USING (county_code, division_id, grid_code)
WHERE r.county_code = $1 AND r.division_id = $2
ORDER BY r.grid_code;
