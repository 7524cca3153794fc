-- Stores the staged facilities: new ones added, known ones that differ updated, the rest left alone, with history.
-- In:  $1 county_code text, $2 batch_id uuid; rows of staged_facility, whose grids were found under the county's lock
-- Out: added, updated, staged, outside integer
-- A row whose source did not change since it was last imported is left alone even where people have worked on it here.
-- `differing` waits for whoever changes the same row and then looks at it again.
WITH fresh AS MATERIALIZED (
    SELECT s.* FROM staged_facility AS s
    WHERE NOT EXISTS (SELECT FROM facility AS t WHERE t.county_code = $1 AND t.external_id = s.row_key)
), differing AS MATERIALIZED (
    SELECT s.*, t.facility_id, t.grid_id AS old_grid_id,
        jsonb_build_object(
            'kind', t.kind, 'name', t.name, 'address', t.address, 'opening_hours', t.opening_hours,
            'unit_code', t.unit_code, 'state', t.state, 'cleared_on', t.cleared_on,
            'cleared_outcome', t.cleared_outcome, 'longitude', ST_X(t.geom), 'latitude', ST_Y(t.geom),
            'grid_id', t.grid_id) AS was,
        jsonb_build_object(
            'kind', s.kind, 'name', s.name, 'address', s.address, 'opening_hours', s.opening_hours,
            'unit_code', s.unit_code, 'state', s.state, 'cleared_on', s.cleared_on,
            'cleared_outcome', s.cleared_outcome, 'longitude', ST_X(s.geom), 'latitude', ST_Y(s.geom),
            'grid_id', s.grid_id) AS became
    FROM staged_facility AS s JOIN facility AS t ON t.county_code = $1 AND t.external_id = s.row_key
    WHERE t.payload_sha256 IS DISTINCT FROM s.content_sha256
        AND (
            t.kind, t.name, t.address, t.opening_hours, t.unit_code, t.state, t.cleared_on, t.cleared_outcome,
            t.grid_id, t.geom
        ) IS DISTINCT FROM (
            s.kind, s.name, s.address, s.opening_hours, s.unit_code, s.state, s.cleared_on, s.cleared_outcome,
            s.grid_id, s.geom
        )
    FOR UPDATE OF t
), added AS (
    INSERT INTO facility (
        county_code, facility_id, external_id, kind, name, address, opening_hours, unit_code, state, cleared_on,
        cleared_outcome, grid_id, geom, payload_sha256, import_batch_id)
    SELECT
        $1, row_id, row_key, kind, name, address, opening_hours, unit_code, state, cleared_on, cleared_outcome,
        grid_id, geom, content_sha256, $2
    FROM fresh
), updated AS (
    UPDATE facility AS t SET
        kind = d.kind, name = d.name, address = d.address, opening_hours = d.opening_hours, unit_code = d.unit_code,
        state = d.state, cleared_on = d.cleared_on, cleared_outcome = d.cleared_outcome, grid_id = d.grid_id,
        geom = d.geom, payload_sha256 = d.content_sha256, import_batch_id = $2, revision = t.revision + 1,
        updated_at = now()
    FROM differing AS d
    WHERE t.county_code = $1 AND t.facility_id = d.facility_id
    RETURNING t.facility_id, t.revision, t.grid_id, d.old_grid_id, d.change_id, d.was, d.became
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after,
        is_bulk, import_batch_id)
    SELECT $1, change_id, 'facility', row_id::text, 'imported', 1, NULL, grid_id, NULL, NULL, true, $2 FROM fresh
    UNION ALL
    SELECT $1, u.change_id, 'facility', u.facility_id::text, 'imported', u.revision, u.old_grid_id, u.grid_id,
        (SELECT coalesce(jsonb_object_agg(o.key, o.value), '{}') FROM jsonb_each(u.was) AS o WHERE o.value <> u.became -> o.key),
        (SELECT coalesce(jsonb_object_agg(n.key, n.value), '{}') FROM jsonb_each(u.became) AS n WHERE n.value <> u.was -> n.key),
        true, $2
    FROM updated AS u
)
SELECT
    (SELECT count(*)::integer FROM fresh),
    (SELECT count(*)::integer FROM updated),
    (SELECT count(*)::integer FROM staged_facility),
    (SELECT count(*)::integer FROM staged_facility WHERE grid_id IS NULL);
