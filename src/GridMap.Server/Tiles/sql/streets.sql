-- The streets in one tile; lanes from zoom 12 on, secondary streets from zoom 9 on.
-- In:  $1 county_code text, $2 z integer, $3 x integer, $4 y integer, $5 filter text (not used), $6 most_features integer (not used)
-- Out: tile bytea (MVT layer 'streets')
SELECT ST_AsMVT(f, 'streets', 4096, 'geom', 'feature_id')
FROM (
    SELECT
        s.street_id AS feature_id, s.name, s.class,
        ST_AsMVTGeom(s.geom_3857, ST_TileEnvelope($2, $3, $4), 4096, 64) AS geom
    FROM street AS s
    WHERE s.county_code = $1 AND $5 = '' AND $6 > 0
        AND s.geom_3857 && ST_TileEnvelope($2, $3, $4, margin => 64.0 / 4096)
        AND (s.class IN ('main', 'river') OR (s.class = 'secondary' AND $2 >= 9) OR $2 >= 12)
    ORDER BY s.street_id
) AS f
WHERE f.geom IS NOT NULL;
