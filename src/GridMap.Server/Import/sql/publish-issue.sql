-- Stores the staged issues: new ones added, known ones that differ updated, the rest left alone, with history and marks.
-- In:  $1 county_code text, $2 batch_id uuid; rows of staged_issue, whose grids were found under the county's lock
-- Out: added, updated, staged, outside integer
-- A row whose source did not change since it was last imported is left alone even where people have worked on it here.
-- `differing` waits for whoever changes the same row and then looks at it again.
WITH fresh AS MATERIALIZED (
    SELECT s.* FROM staged_issue AS s
    WHERE NOT EXISTS (SELECT FROM issue AS t WHERE t.county_code = $1 AND t.external_id = s.row_key)
), differing AS MATERIALIZED (
    SELECT s.*, t.issue_id, t.grid_id AS old_grid_id,
        jsonb_build_object(
            'category', t.category, 'description', t.description, 'severity', t.severity, 'address', t.address,
            'source', t.source, 'unit_code', t.unit_code, 'status', t.status, 'reported_at', t.reported_at,
            'due_at', t.due_at, 'resolved_at', t.resolved_at, 'longitude', ST_X(t.geom), 'latitude', ST_Y(t.geom),
            'grid_id', t.grid_id) AS was,
        jsonb_build_object(
            'category', s.category, 'description', s.description, 'severity', s.severity, 'address', s.address,
            'source', s.source, 'unit_code', s.unit_code, 'status', s.status, 'reported_at', s.reported_at,
            'due_at', s.due_at, 'resolved_at', s.resolved_at, 'longitude', ST_X(s.geom), 'latitude', ST_Y(s.geom),
            'grid_id', s.grid_id) AS became
    FROM staged_issue AS s JOIN issue AS t ON t.county_code = $1 AND t.external_id = s.row_key
    WHERE t.payload_sha256 IS DISTINCT FROM s.content_sha256
        AND (
            t.category, t.description, t.severity, t.address, t.source, t.unit_code, t.status, t.reported_at,
            t.due_at, t.resolved_at, t.grid_id, t.geom
        ) IS DISTINCT FROM (
            s.category, s.description, s.severity, s.address, s.source, s.unit_code, s.status, s.reported_at,
            s.due_at, s.resolved_at, s.grid_id, s.geom
        )
    FOR UPDATE OF t
), added AS (
    INSERT INTO issue (
        county_code, issue_id, external_id, category, description, severity, address, source, unit_code, status,
        reported_at, due_at, resolved_at, grid_id, geom, payload_sha256, import_batch_id)
    SELECT
        $1, row_id, row_key, category, description, severity, address, source, unit_code, status, reported_at,
        due_at, resolved_at, grid_id, geom, content_sha256, $2
    FROM fresh
), updated AS (
    UPDATE issue AS t SET
        category = d.category, description = d.description, severity = d.severity, address = d.address,
        source = d.source, unit_code = d.unit_code, status = d.status, reported_at = d.reported_at,
        due_at = d.due_at, resolved_at = d.resolved_at, grid_id = d.grid_id, geom = d.geom,
        payload_sha256 = d.content_sha256, import_batch_id = $2, revision = t.revision + 1, updated_at = now()
    FROM differing AS d
    WHERE t.county_code = $1 AND t.issue_id = d.issue_id
    RETURNING t.issue_id, t.revision, t.grid_id, d.old_grid_id, d.change_id, d.was, d.became
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after,
        is_bulk, import_batch_id)
    SELECT $1, change_id, 'issue', row_id::text, 'imported', 1, NULL, grid_id, NULL, NULL, true, $2 FROM fresh
    UNION ALL
    SELECT $1, u.change_id, 'issue', u.issue_id::text, 'imported', u.revision, u.old_grid_id, u.grid_id,
        (SELECT coalesce(jsonb_object_agg(o.key, o.value), '{}') FROM jsonb_each(u.was) AS o WHERE o.value <> u.became -> o.key),
        (SELECT coalesce(jsonb_object_agg(n.key, n.value), '{}') FROM jsonb_each(u.became) AS n WHERE n.value <> u.was -> n.key),
        true, $2
    FROM updated AS u
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, gen_random_uuid(), grid_id
    FROM (SELECT grid_id FROM fresh UNION SELECT grid_id FROM updated UNION SELECT old_grid_id FROM updated) AS touched
    WHERE grid_id IS NOT NULL
)
SELECT
    (SELECT count(*)::integer FROM fresh),
    (SELECT count(*)::integer FROM updated),
    (SELECT count(*)::integer FROM staged_issue),
    (SELECT count(*)::integer FROM staged_issue WHERE grid_id IS NULL);
