-- Takes one import of units back: what it added is gone, what it changed is as it was, with history.
-- In:  $1 county_code text, $2 batch_id uuid, none of whose rows was changed since, and nothing else stands on them
-- Out: removed, restored integer
WITH mine AS MATERIALIZED (
    SELECT entity_id AS row_id, before
    FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'unit' AND action = 'imported'
), loosened_issues AS (
    -- Deleted rows stay on record; they do not hold a unit.
    UPDATE issue SET unit_code = NULL
    WHERE county_code = $1 AND deleted_at IS NOT NULL AND unit_code IN (SELECT row_id FROM mine WHERE before IS NULL)
), loosened_facilities AS (
    UPDATE facility SET unit_code = NULL
    WHERE county_code = $1 AND deleted_at IS NOT NULL AND unit_code IN (SELECT row_id FROM mine WHERE before IS NULL)
), removed AS (
    DELETE FROM unit AS t USING mine AS m
    WHERE t.county_code = $1 AND t.unit_code = m.row_id AND m.before IS NULL
    RETURNING t.unit_code AS row_id, t.revision + 1 AS revision
), restored AS (
    UPDATE unit AS t SET
        name = CASE WHEN m.before ? 'name' THEN m.before ->> 'name' ELSE t.name END,
        kind = CASE WHEN m.before ? 'kind' THEN m.before ->> 'kind' ELSE t.kind END,
        parent_unit_code = CASE WHEN m.before ? 'parent_unit_code' THEN m.before ->> 'parent_unit_code' ELSE t.parent_unit_code END,
        phone = CASE WHEN m.before ? 'phone' THEN m.before ->> 'phone' ELSE t.phone END,
        import_batch_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.unit_code = m.row_id AND m.before IS NOT NULL
    RETURNING t.unit_code AS row_id, t.revision, m.before
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, before, after, is_bulk, import_batch_id)
    SELECT $1, gen_random_uuid(), 'unit', row_id::text, 'withdrawn', revision, NULL::jsonb, NULL::jsonb, true, $2 FROM removed
    UNION ALL
    SELECT $1, gen_random_uuid(), 'unit', row_id::text, 'withdrawn', revision, NULL, before, true, $2 FROM restored
)
SELECT (SELECT count(*)::integer FROM removed), (SELECT count(*)::integer FROM restored);
