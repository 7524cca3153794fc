-- What changed since a snapshot, by county and entity, and the snapshot to ask with next time.
-- In:  $1 last text: the pg_snapshot of the last call, or NULL to get the present one only
--      $2 county_code text, or NULL for all counties
-- Out: snapshot text; is_from_elsewhere boolean; then, NULL when nothing changed, county_code text, entity text,
--      is_reload boolean, grid_ids integer[] (the first 501 at most)
-- A sequence or time cursor misses transactions that commit out of order; the difference of two snapshots misses none.
-- Grouped here, so that however much has changed the answer stays small. A snapshot from elsewhere (another cluster, or
-- one this cluster lost in a failover) lies in the future; nothing can be said about it but "reload".
WITH now AS MATERIALIZED (
    SELECT
        pg_current_snapshot() AS snapshot,
        coalesce(pg_snapshot_xmax($1::text::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()), false) AS is_from_elsewhere
),
news AS (
    SELECT
        c.county_code,
        c.entity,
        bool_or(c.action = 'reload' OR c.entity = 'county') AS is_reload,
        (array_agg(DISTINCT g.grid_id) FILTER (WHERE g.grid_id IS NOT NULL))[1:501] AS grid_ids
    FROM change AS c
    LEFT JOIN LATERAL (
        SELECT c.old_grid_id AS grid_id
        UNION ALL SELECT c.new_grid_id
        UNION ALL SELECT jsonb_array_elements(c.after -> 'gridIds')::integer WHERE c.entity = 'density'
    ) AS g ON true
    WHERE NOT c.is_bulk
        AND c.xid >= pg_snapshot_xmin($1::text::pg_snapshot)
        AND NOT pg_visible_in_snapshot(c.xid, $1::text::pg_snapshot)
        AND ($2::text IS NULL OR c.county_code = $2)
    GROUP BY c.county_code, c.entity
)
SELECT now.snapshot::text, now.is_from_elsewhere, news.county_code, news.entity, news.is_reload, news.grid_ids
FROM now LEFT JOIN news ON true
ORDER BY news.county_code, news.entity;
