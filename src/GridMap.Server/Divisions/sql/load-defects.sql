-- What the last check of a draft found, to be repaired.
-- In:  $1 county_code text, $2 division_id integer
-- Out: defect_number integer, kind text, grid_codes text[], longitude, latitude, area_square_metres, width_metres double precision,
--      is_tolerated boolean, shape_geom geometry
SELECT defect_number, kind, grid_codes, ST_X(geom), ST_Y(geom), area_square_metres, width_metres, is_tolerated, shape_geom
FROM division_defect WHERE county_code = $1 AND division_id = $2
ORDER BY defect_number;
