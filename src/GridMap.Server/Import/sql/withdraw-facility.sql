-- Takes one import of facilities back: what it added is deleted, what it changed is as it was, with history.
-- In:  $1 county_code text, $2 batch_id uuid, none of whose rows was changed since
-- Out: removed, restored integer
-- A deleted row stays on record and gives its external id up, so that a later import can bring it again. The grid of a
-- row put back where it was is found afterwards. The hash of its source is forgotten: the next import compares values.
WITH mine AS MATERIALIZED (
    SELECT entity_id::uuid AS facility_id, before
    FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'facility' AND action = 'imported'
), removed AS (
    UPDATE facility AS t SET
        deleted_at = now(), external_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.facility_id = m.facility_id AND m.before IS NULL
    RETURNING t.facility_id, t.revision, t.grid_id
), restored AS (
    UPDATE facility AS t SET
        kind = CASE WHEN m.before ? 'kind' THEN m.before ->> 'kind' ELSE t.kind END,
        name = CASE WHEN m.before ? 'name' THEN m.before ->> 'name' ELSE t.name END,
        address = CASE WHEN m.before ? 'address' THEN m.before ->> 'address' ELSE t.address END,
        opening_hours = CASE WHEN m.before ? 'opening_hours' THEN m.before ->> 'opening_hours' ELSE t.opening_hours END,
        unit_code = CASE WHEN m.before ? 'unit_code' THEN m.before ->> 'unit_code' ELSE t.unit_code END,
        state = CASE WHEN m.before ? 'state' THEN m.before ->> 'state' ELSE t.state END,
        cleared_on = CASE WHEN m.before ? 'cleared_on' THEN (m.before ->> 'cleared_on')::date ELSE t.cleared_on END,
        cleared_outcome = CASE WHEN m.before ? 'cleared_outcome' THEN m.before ->> 'cleared_outcome' ELSE t.cleared_outcome END,
        geom = ST_SetSRID(ST_MakePoint(
            coalesce((m.before ->> 'longitude')::double precision, ST_X(t.geom)),
            coalesce((m.before ->> 'latitude')::double precision, ST_Y(t.geom))), 4326),
        payload_sha256 = NULL, import_batch_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.facility_id = m.facility_id AND m.before IS NOT NULL
    RETURNING t.facility_id, t.revision, t.grid_id, m.before
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after,
        is_bulk, import_batch_id)
    SELECT $1, gen_random_uuid(), 'facility', facility_id::text, 'withdrawn', revision, grid_id, grid_id,
        '{"is_deleted": false}'::jsonb, '{"is_deleted": true}'::jsonb, true, $2
    FROM removed
    UNION ALL
    SELECT $1, gen_random_uuid(), 'facility', facility_id::text, 'withdrawn', revision, grid_id, grid_id, NULL, before, true, $2
    FROM restored
)
SELECT (SELECT count(*)::integer FROM removed), (SELECT count(*)::integer FROM restored);
