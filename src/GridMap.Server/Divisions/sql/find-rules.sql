-- What a county asks of its divisions, to be told.
-- In:  $1 county_code text
-- Out: sliver_width_metres double precision, grid_code_scheme text, boundary text (GeoJSON), division_rules_revision bigint
SELECT sliver_width_metres, grid_code_scheme, ST_AsGeoJSON(boundary_geom, 8), division_rules_revision
FROM county WHERE county_code = $1;
