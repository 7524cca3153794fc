-- Stores the staged streets: new ones added, known ones that differ updated, the rest left alone, with history.
-- In:  $1 county_code text, $2 batch_id uuid; rows of staged_street
-- Out: added, updated, staged, outside integer
-- Numbers go on from the highest: imports of a county come one at a time.
WITH fresh AS MATERIALIZED (
    SELECT s.*,
        (SELECT coalesce(max(street_id), 0) FROM street WHERE county_code = $1)
            + row_number() OVER (ORDER BY s.row_key)::integer AS street_id
    FROM staged_street AS s
    WHERE NOT EXISTS (SELECT FROM street AS t WHERE t.county_code = $1 AND t.external_id = s.row_key)
), differing AS MATERIALIZED (
    SELECT s.*, t.street_id,
        jsonb_build_object('name', t.name, 'class', t.class, 'geom', encode(ST_AsEWKB(t.geom), 'hex')) AS was,
        jsonb_build_object('name', s.name, 'class', s.class, 'geom', encode(ST_AsEWKB(s.geom), 'hex')) AS became
    FROM staged_street AS s JOIN street AS t ON t.county_code = $1 AND t.external_id = s.row_key
    WHERE (t.name, t.class, t.geom) IS DISTINCT FROM (s.name, s.class, s.geom)
    FOR UPDATE OF t
), added AS (
    INSERT INTO street (county_code, street_id, external_id, name, class, geom, import_batch_id)
    SELECT $1, street_id, row_key, name, class, geom, $2 FROM fresh
), updated AS (
    UPDATE street AS t SET
        name = d.name, class = d.class, geom = d.geom, import_batch_id = $2, revision = t.revision + 1, updated_at = now()
    FROM differing AS d
    WHERE t.county_code = $1 AND t.street_id = d.street_id
    RETURNING t.street_id, t.revision, d.change_id, d.was, d.became
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, before, after, is_bulk, import_batch_id)
    SELECT $1, change_id, 'street', street_id::text, 'imported', 1, NULL, NULL, true, $2 FROM fresh
    UNION ALL
    SELECT $1, u.change_id, 'street', u.street_id::text, 'imported', u.revision,
        (SELECT jsonb_object_agg(o.key, o.value) FROM jsonb_each(u.was) AS o WHERE o.value <> u.became -> o.key),
        (SELECT jsonb_object_agg(n.key, n.value) FROM jsonb_each(u.became) AS n WHERE n.value <> u.was -> n.key),
        true, $2
    FROM updated AS u
)
SELECT
    (SELECT count(*)::integer FROM fresh),
    (SELECT count(*)::integer FROM updated),
    (SELECT count(*)::integer FROM staged_street),
    0;
