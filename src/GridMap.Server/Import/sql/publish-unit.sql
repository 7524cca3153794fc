-- Stores the staged units: new ones added, known ones that differ updated, the rest left alone, with history.
-- In:  $1 county_code text, $2 batch_id uuid; rows of staged_unit
-- Out: added, updated, staged, outside integer
WITH fresh AS MATERIALIZED (
    SELECT s.* FROM staged_unit AS s
    WHERE NOT EXISTS (SELECT FROM unit AS t WHERE t.county_code = $1 AND t.unit_code = s.row_key)
), differing AS MATERIALIZED (
    SELECT s.*,
        jsonb_build_object('name', t.name, 'kind', t.kind, 'parent_unit_code', t.parent_unit_code, 'phone', t.phone) AS was,
        jsonb_build_object('name', s.name, 'kind', s.kind, 'parent_unit_code', s.parent_code, 'phone', s.phone) AS became
    FROM staged_unit AS s JOIN unit AS t ON t.county_code = $1 AND t.unit_code = s.row_key
    WHERE (t.name, t.kind, t.parent_unit_code, t.phone) IS DISTINCT FROM (s.name, s.kind, s.parent_code, s.phone)
    FOR UPDATE OF t
), added AS (
    INSERT INTO unit (county_code, unit_code, name, kind, parent_unit_code, phone, import_batch_id)
    SELECT $1, row_key, name, kind, parent_code, phone, $2 FROM fresh
), updated AS (
    UPDATE unit AS t SET
        name = d.name, kind = d.kind, parent_unit_code = d.parent_code, phone = d.phone, import_batch_id = $2,
        revision = t.revision + 1, updated_at = now()
    FROM differing AS d
    WHERE t.county_code = $1 AND t.unit_code = d.row_key
    RETURNING t.unit_code, t.revision, d.change_id, d.was, d.became
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, before, after, is_bulk, import_batch_id)
    SELECT $1, change_id, 'unit', row_key, 'imported', 1, NULL, NULL, true, $2 FROM fresh
    UNION ALL
    SELECT $1, u.change_id, 'unit', u.unit_code, 'imported', u.revision,
        (SELECT jsonb_object_agg(o.key, o.value) FROM jsonb_each(u.was) AS o WHERE o.value <> u.became -> o.key),
        (SELECT jsonb_object_agg(n.key, n.value) FROM jsonb_each(u.became) AS n WHERE n.value <> u.was -> n.key),
        true, $2
    FROM updated AS u
)
SELECT
    (SELECT count(*)::integer FROM fresh),
    (SELECT count(*)::integer FROM updated),
    (SELECT count(*)::integer FROM staged_unit),
    0;
