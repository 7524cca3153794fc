-- Streets and rivers of a county, lowest number first.
-- In:  $1 county_code text; the rest narrow the list down and are NULL where they do not: $2 class text,
--      $3 pattern text (LIKE), $4..$7 west, south, east, north double precision (degrees),
--      $8 after_id integer (the page before ended there), $9 most integer
-- Out: street_id, external_id, name, class, geom as GeoJSON text
-- Seven decimals are a centimetre. The box is compared in 3857, where the index is; 85.06 is as far as it reaches.
SELECT street_id, external_id, name, class, ST_AsGeoJSON(geom, 7)
FROM street
WHERE county_code = $1
    AND ($2::text IS NULL OR class = $2)
    AND ($3::text IS NULL OR name ILIKE $3)
    AND ($4::double precision IS NULL OR (
        geom_3857 && ST_Transform(ST_MakeEnvelope($4, greatest($5, -85.06), $6, least($7, 85.06), 4326), 3857)
        AND ST_Intersects(geom, ST_MakeEnvelope($4, $5, $6, $7, 4326))))
    AND ($8::integer IS NULL OR street_id > $8)
ORDER BY street_id
LIMIT $9;
