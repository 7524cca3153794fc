-- The unresolved issues in one tile, those of each cell together: their number, their mean position and the worst of them.
-- An issue alone in its cell is shown as itself.
-- In:  $1 county_code text, $2 z integer, $3 x integer, $4 y integer, $5 cells text: cells along a side of the tile,
--      $6 most_features integer (not used: there are at most cells² features);
--      the scope: $7 area_grid_ids integer[], $8 unit_codes text[] (see Scope)
-- Out: tile bytea (MVT layer 'issues')
-- Cells are numbered over the whole world and a cell belongs to one tile, so every issue is in exactly one feature of a
-- zoom, on a tile's edge too: the counts of all tiles add up to the county's.
-- 20037508.342789244 m is half the width of the Web Mercator world. 0.6 tile units keep a mean from being rounded onto
-- the edge, where neither tile would draw it.
WITH cell AS MATERIALIZED (
    SELECT
        i.issue_number, i.issue_id, i.category, i.severity, i.due_at < now() AS is_overdue, i.due_at, i.reported_at,
        ST_X(i.geom_3857) AS x, ST_Y(i.geom_3857) AS y,
        least(floor((ST_X(i.geom_3857) / 40075016.685578488 + 0.5) * $5::integer * 2 ^ $2), $5::integer * 2 ^ $2 - 1) AS cell_column,
        least(floor((0.5 - ST_Y(i.geom_3857) / 40075016.685578488) * $5::integer * 2 ^ $2), $5::integer * 2 ^ $2 - 1) AS cell_row
    FROM issue AS i
    WHERE i.county_code = $1 AND i.status = 'open' AND i.deleted_at IS NULL AND $6 > 0
        AND i.geom_3857 && ST_TileEnvelope($2, $3, $4, margin => 1.0 / 4096)
        AND ($7::integer[] IS NULL
            OR i.grid_id IN (
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($7))
            OR i.unit_code = ANY ($8::text[]))
), cluster AS (
    SELECT
        CASE WHEN count(*) = 1 THEN min(c.issue_number) END AS feature_id,
        CASE WHEN count(*) = 1 THEN min(c.issue_id::text) END AS id,
        CASE WHEN count(*) = 1 THEN min(c.category) END AS category,
        CASE WHEN count(*) = 1 THEN extract(epoch FROM min(c.due_at))::bigint END AS due,
        CASE WHEN count(*) = 1 THEN extract(epoch FROM min(c.reported_at))::bigint END AS reported,
        max(c.severity) AS severity,
        coalesce(bool_or(c.is_overdue), false) AS overdue,
        count(*) > 1 AS cluster,
        count(*)::integer AS count,
        avg(c.x) AS x,
        avg(c.y) AS y
    FROM cell AS c
    WHERE c.cell_column BETWEEN $3 * $5::integer AND ($3 + 1) * $5::integer - 1
        AND c.cell_row BETWEEN $4 * $5::integer AND ($4 + 1) * $5::integer - 1
    GROUP BY c.cell_row, c.cell_column
    ORDER BY c.cell_row, c.cell_column
), unit AS (
    SELECT
        ST_TileEnvelope($2, $3, $4) AS bounds,
        0.6 * 40075016.685578488 / 2 ^ $2 / 4096 AS inset
)
SELECT ST_AsMVT(f, 'issues', 4096, 'geom', 'feature_id')
FROM (
    SELECT
        c.feature_id, c.id, c.category, c.severity, c.due, c.reported, c.overdue, c.cluster, c.count,
        ST_AsMVTGeom(
            ST_SetSRID(ST_MakePoint(
                least(c.x, ST_XMax(u.bounds) - u.inset),
                greatest(c.y, ST_YMin(u.bounds) + u.inset)), 3857),
            u.bounds, 4096, 0, false) AS geom
    FROM cluster AS c CROSS JOIN unit AS u
) AS f;
