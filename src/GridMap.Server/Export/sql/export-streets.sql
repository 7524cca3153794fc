-- Streets and rivers of a county, lowest number first.
-- In:  $1 county_code text
-- Out: the columns of ExportLayer.Streets, geom geometry(MultiLineString, 4326)
SELECT external_id, name, class, geom
FROM street
WHERE county_code = $1
ORDER BY street_id;
