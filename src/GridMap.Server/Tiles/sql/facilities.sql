-- The facilities in one tile, cleared ones included.
-- In:  $1 county_code text, $2 z integer, $3 x integer, $4 y integer, $5 filter text (not used), $6 most_features integer;
--      the scope: $7 area_grid_ids integer[], $8 unit_codes text[] (see Scope)
-- Out: tile bytea (MVT layer 'facilities'; with more than $6 facilities a second layer 'omitted' that says how many are left out)
WITH hit AS MATERIALIZED (
    SELECT
        f.facility_number AS feature_id, f.facility_id::text AS id, f.kind, f.state, f.name,
        ST_AsMVTGeom(f.geom_3857, ST_TileEnvelope($2, $3, $4), 4096, 64) AS geom
    FROM facility AS f
    WHERE f.county_code = $1 AND f.deleted_at IS NULL AND $5 = ''
        AND f.geom_3857 && ST_TileEnvelope($2, $3, $4, margin => 64.0 / 4096)
        AND ($7::integer[] IS NULL
            OR f.grid_id IN (
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($7))
            OR f.unit_code = ANY ($8::text[]))
), shown AS (
    SELECT hit.* FROM hit WHERE hit.geom IS NOT NULL ORDER BY hit.feature_id LIMIT $6
), missing AS (
    SELECT count(*) - $6 AS omitted, ST_MakePoint(2048, 2048) AS geom FROM hit WHERE hit.geom IS NOT NULL HAVING count(*) > $6
)
SELECT
    (SELECT ST_AsMVT(shown, 'facilities', 4096, 'geom', 'feature_id') FROM shown)
    || (SELECT ST_AsMVT(missing, 'omitted', 4096, 'geom') FROM missing);
