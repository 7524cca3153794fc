-- Stores a new unit and its history.
-- In:  $1 county_code text, $2 unit_code text, $3 name text, $4 kind text, $5 parent_unit_code text, $6 phone text,
--      $7 change_id uuid
-- Out: a row where it was stored; none where the code is taken
WITH added AS (
    INSERT INTO unit (county_code, unit_code, name, kind, parent_unit_code, phone)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (county_code, unit_code) DO NOTHING
    RETURNING *
), recorded AS (
    INSERT INTO change (county_code, change_id, entity, entity_id, action, revision, after)
    SELECT county_code, $7::uuid, 'unit', unit_code, 'added', revision, jsonb_strip_nulls(jsonb_build_object(
        'name', name, 'kind', kind, 'parent_unit_code', parent_unit_code, 'phone', phone))
    FROM added
)
SELECT true FROM added;
