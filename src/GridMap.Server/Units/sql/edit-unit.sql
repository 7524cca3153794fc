-- Changes a unit, with history.
-- In:  $1 county_code text, $2 unit_code text, $3 name text, $4 kind text, $5 parent_unit_code text, $6 phone text,
--      $7 change_id uuid, $8 revision bigint (the one that was changed)
-- Out: a row where it was stored; none where it is not at that revision any more
WITH old AS (
    SELECT * FROM unit WHERE county_code = $1 AND unit_code = $2 AND revision = $8 FOR UPDATE
), new AS (
    UPDATE unit AS u SET
        name = $3, kind = $4, parent_unit_code = $5, phone = $6, revision = old.revision + 1, updated_at = now()
    FROM old
    WHERE u.county_code = $1 AND u.unit_code = old.unit_code
    RETURNING u.*
), described AS (
    SELECT is_new, jsonb_build_object(
        'name', name, 'kind', kind, 'parent_unit_code', parent_unit_code, 'phone', phone) AS content
    FROM (SELECT false AS is_new, old.* FROM old UNION ALL SELECT true, new.* FROM new) AS unit
), difference AS (
    SELECT jsonb_object_agg(was.key, was.value) AS before, jsonb_object_agg(became.key, became.value) AS after
    FROM described AS o, described AS n,
        LATERAL jsonb_each(o.content) AS was JOIN LATERAL jsonb_each(n.content) AS became ON became.key = was.key
    WHERE NOT o.is_new AND n.is_new AND became.value <> was.value
), recorded AS (
    INSERT INTO change (county_code, change_id, entity, entity_id, action, revision, before, after)
    SELECT $1, $7::uuid, 'unit', new.unit_code, 'edited', new.revision, difference.before, difference.after
    FROM new, difference
)
SELECT true FROM new;
