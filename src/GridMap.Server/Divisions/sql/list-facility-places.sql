-- Where every facility of a county lies and whose it is, deleted ones included: they too may not point at a grid that is gone.
-- In:  $1 county_code text
-- Out: facility_id uuid, longitude, latitude double precision, grid_id integer
SELECT facility_id, ST_X(geom), ST_Y(geom), grid_id FROM facility WHERE county_code = $1;
