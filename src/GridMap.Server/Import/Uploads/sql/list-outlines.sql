-- The county's responsibility grids, to see imported shapes beside.
-- In:  $1 county_code text
-- Out: grid_code text, geom geometry
SELECT grid_code, geom FROM grid WHERE county_code = $1 AND level = 'responsibility' ORDER BY grid_id LIMIT 1000;
