-- The areas of a draft, to be checked.
-- In:  $1 county_code text, $2 division_id integer
-- Out: grid_code, level, parent_code, lead_unit_code text, geom geometry(MultiPolygon, 4326)
SELECT grid_code, level, parent_code, lead_unit_code, geom
FROM division_grid WHERE county_code = $1 AND division_id = $2
ORDER BY grid_code;
