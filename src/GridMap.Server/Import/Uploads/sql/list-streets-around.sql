-- The county's streets around some points, to see whether these lie along them; rivers are none.
-- In:  $1 county_code text, $2 west, $3 south, $4 east, $5 north double precision
-- Out: geom geometry
SELECT geom
FROM street
WHERE county_code = $1 AND class <> 'river' AND geom && ST_MakeEnvelope($2, $3, $4, $5, 4326)
ORDER BY street_id
LIMIT 5000;
