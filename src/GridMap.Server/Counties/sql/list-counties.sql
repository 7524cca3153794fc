-- Counties with the bounds of its responsibility grids.
-- In:  $1 county_codes text[]
-- Out: county_code, name, time_zone, is_demo, west, south, east, north (degrees, NULL without grids),
--      density_breaks_per_square_kilometre, count_breaks
SELECT
    c.county_code, c.name, c.time_zone, c.is_demo,
    ST_XMin(b.box), ST_YMin(b.box), ST_XMax(b.box), ST_YMax(b.box),
    c.density_breaks_per_square_kilometre, c.count_breaks
FROM county AS c
LEFT JOIN LATERAL (
    SELECT ST_Extent(g.geom) AS box FROM grid AS g
    WHERE g.county_code = c.county_code AND g.level = 'responsibility'
) AS b ON true
WHERE c.county_code = ANY ($1)
ORDER BY c.county_code;
