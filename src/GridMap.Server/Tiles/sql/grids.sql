-- The grids of one level in one tile.
-- In:  $1 county_code text, $2 z integer, $3 x integer, $4 y integer, $5 level text, $6 most_features integer (not used)
-- Out: tile bytea (MVT layer 'grids')
-- Every outline is snapped to the same tile units, so neighbours keep their common edge at every zoom.
SELECT ST_AsMVT(f, 'grids', 4096, 'geom', 'feature_id')
FROM (
    SELECT
        g.grid_id AS feature_id, g.grid_code AS code, g.name, g.level,
        ST_AsMVTGeom(g.geom_3857, ST_TileEnvelope($2, $3, $4), 4096, 64) AS geom
    FROM grid AS g
    WHERE g.county_code = $1 AND g.level = $5 AND $6 > 0
        AND g.geom_3857 && ST_TileEnvelope($2, $3, $4, margin => 64.0 / 4096)
    ORDER BY g.grid_id
) AS f
WHERE f.geom IS NOT NULL;
