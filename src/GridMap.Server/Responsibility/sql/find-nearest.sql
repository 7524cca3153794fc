-- The responsibility grid nearest to a place, and how far it is on the ground.
-- In:  $1 county_code text, $2 longitude double precision, $3 latitude double precision
-- Out: grid_code text, name text, distance_metres double precision; no row where the county has no such grid
-- The index finds the nearest few on the flat map, whose scale differs little within a county; on the globe they are told
-- apart. Asked of geography, each grid would have to be measured.
SELECT near.grid_code, near.name, ST_Distance(near.geom::geography, ST_SetSRID(ST_MakePoint($2, $3), 4326)::geography)
FROM (
    SELECT g.grid_code, g.name, g.geom
    FROM grid AS g
    WHERE g.county_code = $1 AND g.level = 'responsibility'
    ORDER BY g.geom_3857 <-> ST_Transform(ST_SetSRID(ST_MakePoint($2, $3), 4326), 3857)
    LIMIT 16
) AS near
ORDER BY 3, 1
LIMIT 1;
