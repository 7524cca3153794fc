-- Deletes a unit that nothing names, with history. Deleted issues and facilities stay on record; they do not hold a unit.
-- In:  $1 county_code text, $2 unit_code text, $3 change_id uuid, $4 revision bigint (the one that was looked at)
-- Out: a row where it was deleted; none where it is not at that revision any more
WITH loosened_issues AS (
    UPDATE issue SET unit_code = NULL WHERE county_code = $1 AND unit_code = $2 AND deleted_at IS NOT NULL
), loosened_facilities AS (
    UPDATE facility SET unit_code = NULL WHERE county_code = $1 AND unit_code = $2 AND deleted_at IS NOT NULL
), removed AS (
    DELETE FROM unit WHERE county_code = $1 AND unit_code = $2 AND revision = $4
    RETURNING *
), recorded AS (
    INSERT INTO change (county_code, change_id, entity, entity_id, action, revision, before)
    SELECT county_code, $3::uuid, 'unit', unit_code, 'deleted', revision + 1, jsonb_strip_nulls(jsonb_build_object(
        'name', name, 'kind', kind, 'parent_unit_code', parent_unit_code, 'phone', phone))
    FROM removed
)
SELECT true FROM removed;
