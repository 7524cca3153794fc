-- The unresolved issues in one tile, one by one; the gravest where there are too many.
-- In:  $1 county_code text, $2 z integer, $3 x integer, $4 y integer, $5 cells text (not used), $6 most_features integer;
--      the scope: $7 area_grid_ids integer[], $8 unit_codes text[] (see Scope)
-- Out: tile bytea (MVT layer 'issues', its times in seconds since 1970; with more than $6 issues a second layer 'omitted' that says how many are left out)
WITH hit AS MATERIALIZED (
    SELECT
        i.issue_number AS feature_id, i.issue_id::text AS id, i.category, i.severity,
        coalesce(i.due_at < now(), false) AS overdue, false AS cluster,
        extract(epoch FROM i.due_at)::bigint AS due, extract(epoch FROM i.reported_at)::bigint AS reported,
        ST_AsMVTGeom(i.geom_3857, ST_TileEnvelope($2, $3, $4), 4096, 64) AS geom
    FROM issue AS i
    WHERE i.county_code = $1 AND i.status = 'open' AND i.deleted_at IS NULL AND $5 <> ''
        AND i.geom_3857 && ST_TileEnvelope($2, $3, $4, margin => 64.0 / 4096)
        AND ($7::integer[] IS NULL
            OR i.grid_id IN (
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($7))
            OR i.unit_code = ANY ($8::text[]))
), shown AS (
    SELECT hit.* FROM hit WHERE hit.geom IS NOT NULL ORDER BY hit.severity DESC, hit.feature_id LIMIT $6
), missing AS (
    SELECT count(*) - $6 AS omitted, ST_MakePoint(2048, 2048) AS geom FROM hit WHERE hit.geom IS NOT NULL HAVING count(*) > $6
)
SELECT
    (SELECT ST_AsMVT(shown, 'issues', 4096, 'geom', 'feature_id') FROM shown)
    || (SELECT ST_AsMVT(missing, 'omitted', 4096, 'geom') FROM missing);
