-- The responsibility grids of a county and the revision they stand at, read together so that they belong together.
-- In:  $1 county_code text
-- Out: grid_revision bigint, grid_id integer, grid_code text, geom geometry(MultiPolygon, 4326);
--      one row with NULLs for a county without grids, none for an unknown county
SELECT c.grid_revision, g.grid_id, g.grid_code, g.geom
FROM county AS c
LEFT JOIN grid AS g ON g.county_code = c.county_code AND g.level = 'responsibility'
WHERE c.county_code = $1;
