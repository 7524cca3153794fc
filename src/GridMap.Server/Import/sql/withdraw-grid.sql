-- Puts back what one import of grids changed, and finds what it added; those are deleted once nothing points at them.
-- In:  $1 county_code text, $2 batch_id uuid, none of whose rows was changed since
-- Out: restored integer, added grid_ids integer[]
-- The county row is locked FOR UPDATE. Added grids are taken out of the responsibility level here, so that no issue or
-- facility is found to lie in them. Parents that lose a part are marked with the grids put back.
WITH mine AS MATERIALIZED (
    SELECT entity_id::integer AS grid_id, before
    FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'grid' AND action = 'imported'
), parents AS MATERIALIZED (
    SELECT DISTINCT t.parent_grid_id AS grid_id
    FROM grid AS t JOIN mine AS m ON t.county_code = $1 AND t.grid_id = m.grid_id
    WHERE t.parent_grid_id IS NOT NULL
), parked AS (
    UPDATE grid AS t SET level = 'town', parent_grid_id = NULL
    FROM mine AS m
    WHERE t.county_code = $1 AND t.grid_id = m.grid_id AND m.before IS NULL
    RETURNING t.grid_id
), restored AS (
    UPDATE grid AS t SET
        name = CASE WHEN m.before ? 'name' THEN m.before ->> 'name' ELSE t.name END,
        level = CASE WHEN m.before ? 'level' THEN m.before ->> 'level' ELSE t.level END,
        parent_grid_id = CASE WHEN m.before ? 'parent_grid_id' THEN (m.before ->> 'parent_grid_id')::integer ELSE t.parent_grid_id END,
        lead_unit_code = CASE WHEN m.before ? 'lead_unit_code' THEN m.before ->> 'lead_unit_code' ELSE t.lead_unit_code END,
        residents = CASE WHEN m.before ? 'residents' THEN (m.before ->> 'residents')::integer ELSE t.residents END,
        geom = CASE WHEN m.before ? 'geom' THEN ST_GeomFromEWKB(decode(m.before ->> 'geom', 'hex'))::geometry(MultiPolygon, 4326) ELSE t.geom END,
        area_square_metres = CASE WHEN m.before ? 'geom'
            THEN ST_Area(ST_GeomFromEWKB(decode(m.before ->> 'geom', 'hex'))::geography) ELSE t.area_square_metres END,
        original_geom = CASE WHEN m.before ? 'original_geom' THEN ST_GeomFromEWKB(decode(m.before ->> 'original_geom', 'hex'))::geometry ELSE t.original_geom END,
        import_batch_id = NULL, revision = t.revision + 1, updated_at = now()
    FROM mine AS m
    WHERE t.county_code = $1 AND t.grid_id = m.grid_id AND m.before IS NOT NULL
    RETURNING t.grid_id, t.revision, m.before
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, before, after, is_bulk, import_batch_id)
    SELECT $1, gen_random_uuid(), 'grid', grid_id::text, 'withdrawn', revision, NULL, before, true, $2 FROM restored
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, gen_random_uuid(), grid_id FROM (SELECT grid_id FROM restored UNION SELECT grid_id FROM parents) AS touched
), raised AS (
    UPDATE county SET grid_revision = grid_revision + 1 WHERE county_code = $1
)
SELECT (SELECT count(*)::integer FROM restored), ARRAY(SELECT grid_id FROM parked);
