-- Takes one import of streets back: what it added is gone, what it changed is as it was, with history.
-- In:  $1 county_code text, $2 batch_id uuid, none of whose rows was changed since, and nothing else stands on them
-- Out: removed, restored integer
WITH mine AS MATERIALIZED (
    SELECT entity_id::integer AS row_id, before
    FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'street' AND action = 'imported'
), removed AS (
    DELETE FROM street AS t USING mine AS m
    WHERE t.county_code = $1 AND t.street_id = m.row_id AND m.before IS NULL
    RETURNING t.street_id AS row_id, t.revision + 1 AS revision
), restored AS (
    UPDATE street AS t SET
        name = CASE WHEN m.before ? 'name' THEN m.before ->> 'name' ELSE t.name END,
        class = CASE WHEN m.before ? 'class' THEN m.before ->> 'class' ELSE t.class END,
        geom = CASE WHEN m.before ? 'geom' THEN ST_GeomFromEWKB(decode(m.before ->> 'geom', 'hex'))::geometry(MultiLineString, 4326) ELSE t.geom END,
        import_batch_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.street_id = m.row_id AND m.before IS NOT NULL
    RETURNING t.street_id AS row_id, t.revision, m.before
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, before, after, is_bulk, import_batch_id)
    SELECT $1, gen_random_uuid(), 'street', row_id::text, 'withdrawn', revision, NULL::jsonb, NULL::jsonb, true, $2 FROM removed
    UNION ALL
    SELECT $1, gen_random_uuid(), 'street', row_id::text, 'withdrawn', revision, NULL, before, true, $2 FROM restored
)
SELECT (SELECT count(*)::integer FROM removed), (SELECT count(*)::integer FROM restored);
