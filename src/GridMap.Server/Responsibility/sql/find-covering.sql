-- The lowest area that covers a place, for ground that the responsibility grids leave out.
-- In:  $1 county_code text, $2 longitude double precision, $3 latitude double precision
-- Out: grid_id integer; no row where none covers it
-- The bounding box is compared in 3857, where the index is.
SELECT g.grid_id
FROM grid AS g
WHERE g.county_code = $1 AND g.level IN ('town', 'community')
    AND g.geom_3857 && ST_Transform(ST_SetSRID(ST_MakePoint($2, $3), 4326), 3857)
    AND ST_Covers(g.geom, ST_SetSRID(ST_MakePoint($2, $3), 4326))
ORDER BY g.level, g.grid_code
LIMIT 1;
