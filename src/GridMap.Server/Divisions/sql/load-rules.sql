-- What a county's divisions are checked against.
-- In:  $1 county_code text
-- Out: sliver_width_metres double precision, grid_code_scheme text, boundary_geom geometry(MultiPolygon, 4326)
SELECT sliver_width_metres, grid_code_scheme, boundary_geom FROM county WHERE county_code = $1;
