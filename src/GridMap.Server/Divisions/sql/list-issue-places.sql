-- Where every issue of a county lies and whose it is, deleted ones included: they too may not point at a grid that is gone.
-- In:  $1 county_code text
-- Out: issue_id uuid, longitude, latitude double precision, grid_id integer
SELECT issue_id, ST_X(geom), ST_Y(geom), grid_id FROM issue WHERE county_code = $1;
