-- What a sheet says of the county, of the division in force and of the area it shows.
-- In:  $1 county_code text, $2 grid_code text of an area or NULL for the whole county
-- Out: county's name, time_zone, now timestamptz; division_id integer, name, published_at (NULLs where none is in force);
--      the area's grid_id integer, grid_code, name, level (NULLs for the whole county, or where there is no such area);
--      no row where there is no such county
SELECT c.name, c.time_zone, now(), d.division_id, d.name, d.published_at, g.grid_id, g.grid_code, g.name, g.level
FROM county AS c
LEFT JOIN division AS d ON d.county_code = c.county_code AND d.status = 'published'
LEFT JOIN grid AS g ON g.county_code = c.county_code AND g.grid_code = $2::text
WHERE c.county_code = $1;
