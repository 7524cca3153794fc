-- Takes one import of issues back: what it added is deleted, what it changed is as it was, with history and marks.
-- In:  $1 county_code text, $2 batch_id uuid, none of whose rows was changed since
-- Out: removed, restored integer
-- A deleted row stays on record and gives its external id up, so that a later import can bring it again. The grid of a
-- row put back where it was is found afterwards. The hash of its source is forgotten: the next import compares values.
WITH mine AS MATERIALIZED (
    SELECT entity_id::uuid AS issue_id, before
    FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'issue' AND action = 'imported'
), removed AS (
    UPDATE issue AS t SET
        deleted_at = now(), external_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.issue_id = m.issue_id AND m.before IS NULL
    RETURNING t.issue_id, t.revision, t.grid_id
), restored AS (
    UPDATE issue AS t SET
        category = CASE WHEN m.before ? 'category' THEN m.before ->> 'category' ELSE t.category END,
        description = CASE WHEN m.before ? 'description' THEN m.before ->> 'description' ELSE t.description END,
        severity = CASE WHEN m.before ? 'severity' THEN (m.before ->> 'severity')::smallint ELSE t.severity END,
        address = CASE WHEN m.before ? 'address' THEN m.before ->> 'address' ELSE t.address END,
        source = CASE WHEN m.before ? 'source' THEN m.before ->> 'source' ELSE t.source END,
        unit_code = CASE WHEN m.before ? 'unit_code' THEN m.before ->> 'unit_code' ELSE t.unit_code END,
        status = CASE WHEN m.before ? 'status' THEN m.before ->> 'status' ELSE t.status END,
        reported_at = CASE WHEN m.before ? 'reported_at' THEN (m.before ->> 'reported_at')::timestamptz ELSE t.reported_at END,
        due_at = CASE WHEN m.before ? 'due_at' THEN (m.before ->> 'due_at')::timestamptz ELSE t.due_at END,
        resolved_at = CASE WHEN m.before ? 'resolved_at' THEN (m.before ->> 'resolved_at')::timestamptz ELSE t.resolved_at END,
        geom = ST_SetSRID(ST_MakePoint(
            coalesce((m.before ->> 'longitude')::double precision, ST_X(t.geom)),
            coalesce((m.before ->> 'latitude')::double precision, ST_Y(t.geom))), 4326),
        payload_sha256 = NULL, import_batch_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.issue_id = m.issue_id AND m.before IS NOT NULL
    RETURNING t.issue_id, t.revision, t.grid_id, m.before
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after,
        is_bulk, import_batch_id)
    SELECT $1, gen_random_uuid(), 'issue', issue_id::text, 'withdrawn', revision, grid_id, grid_id,
        '{"is_deleted": false}'::jsonb, '{"is_deleted": true}'::jsonb, true, $2
    FROM removed
    UNION ALL
    SELECT $1, gen_random_uuid(), 'issue', issue_id::text, 'withdrawn', revision, grid_id, grid_id, NULL, before, true, $2
    FROM restored
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, gen_random_uuid(), grid_id
    FROM (SELECT grid_id FROM removed UNION SELECT grid_id FROM restored) AS touched
    WHERE grid_id IS NOT NULL
)
SELECT (SELECT count(*)::integer FROM removed), (SELECT count(*)::integer FROM restored);
