-- A county's name and the bounds of its grids.
-- In:  $1 county_code text
-- Out: name text, bounds double precision[]: west, south, east, north in degrees, NULL without grids
SELECT
    c.name,
    CASE WHEN b.box IS NOT NULL THEN ARRAY[ST_XMin(b.box), ST_YMin(b.box), ST_XMax(b.box), ST_YMax(b.box)] END
FROM county AS c
CROSS JOIN LATERAL (SELECT ST_Extent(g.geom) AS box FROM grid AS g WHERE g.county_code = c.county_code) AS b
WHERE c.county_code = $1;
