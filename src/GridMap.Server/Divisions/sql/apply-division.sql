-- Makes a draft's grids those of the county: new ones added, known ones that differ updated, the rest left alone, with history
-- and marks.
-- In:  $1 county_code text, $2 division_id integer of the draft, $3 batch_id uuid (NULL: no import brought it), $4 action text
-- Out: added, updated integer
-- The county row is locked FOR UPDATE; its grid_revision rises. Shapes are compared and kept to the last bit, as EWKB. Area
-- goes through geography: 4326 has degrees, 3857 has inflated metres.
-- Numbers go on from the highest ever given, in the order of the codes: under a removed grid's number another grid would
-- take its history over, and its tiles in caches. A parent that lost a part is marked too.
WITH highest AS MATERIALIZED (
    SELECT greatest(
        (SELECT max(grid_id) FROM grid WHERE county_code = $1),
        (SELECT max(entity_id::integer) FROM change WHERE county_code = $1 AND entity = 'grid'), 0) AS grid_id
), numbered AS MATERIALIZED (
    SELECT s.*, gen_random_uuid() AS change_id, t.grid_id IS NULL AS is_new, coalesce(t.grid_id,
        (SELECT grid_id FROM highest)
            + row_number() OVER (PARTITION BY t.grid_id IS NULL ORDER BY s.grid_code)::integer) AS number
    FROM division_grid AS s
    LEFT JOIN grid AS t ON t.county_code = $1 AND t.grid_code = s.grid_code
    WHERE s.county_code = $1 AND s.division_id = $2
), parented AS MATERIALIZED (
    SELECT n.*, p.number AS parent_grid_id
    FROM numbered AS n
    LEFT JOIN numbered AS p ON p.grid_code = n.parent_code
), differing AS MATERIALIZED (
    SELECT s.*,
        jsonb_build_object(
            'name', t.name, 'level', t.level, 'parent_grid_id', t.parent_grid_id, 'lead_unit_code', t.lead_unit_code,
            'residents', t.residents, 'geom', encode(ST_AsEWKB(t.geom), 'hex'),
            'original_geom', encode(ST_AsEWKB(t.original_geom), 'hex')) AS was,
        jsonb_build_object(
            'name', s.name, 'level', s.level, 'parent_grid_id', s.parent_grid_id, 'lead_unit_code', s.lead_unit_code,
            'residents', s.residents, 'geom', encode(ST_AsEWKB(s.geom), 'hex'),
            'original_geom', encode(ST_AsEWKB(s.original_geom), 'hex')) AS became
    FROM parented AS s JOIN grid AS t ON t.county_code = $1 AND t.grid_id = s.number
    WHERE NOT s.is_new
        AND (t.name, t.level, t.parent_grid_id, t.lead_unit_code, t.residents, ST_AsEWKB(t.geom), ST_AsEWKB(t.original_geom))
            IS DISTINCT FROM
            (s.name, s.level, s.parent_grid_id, s.lead_unit_code, s.residents, ST_AsEWKB(s.geom), ST_AsEWKB(s.original_geom))
), added AS (
    INSERT INTO grid (
        county_code, grid_id, grid_code, name, level, parent_grid_id, lead_unit_code, residents,
        geom, original_geom, area_square_metres, import_batch_id)
    SELECT
        $1, number, grid_code, name, level, parent_grid_id, lead_unit_code, residents,
        geom, original_geom, area_square_metres, import_batch_id
    FROM parented WHERE is_new
), updated AS (
    UPDATE grid AS t SET
        name = d.name, level = d.level, parent_grid_id = d.parent_grid_id, lead_unit_code = d.lead_unit_code,
        residents = d.residents, geom = d.geom, original_geom = d.original_geom,
        area_square_metres = d.area_square_metres, import_batch_id = d.import_batch_id, revision = t.revision + 1, updated_at = now()
    FROM differing AS d
    WHERE t.county_code = $1 AND t.grid_id = d.number
    RETURNING t.grid_id, t.revision, d.change_id, d.was, d.became
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, before, after, is_bulk, import_batch_id)
    SELECT $1, change_id, 'grid', number::text, $4, 1, NULL, NULL, true, $3::uuid FROM parented WHERE is_new
    UNION ALL
    SELECT $1, u.change_id, 'grid', u.grid_id::text, $4, u.revision,
        (SELECT jsonb_object_agg(o.key, o.value) FROM jsonb_each(u.was) AS o WHERE o.value <> u.became -> o.key),
        (SELECT jsonb_object_agg(n.key, n.value) FROM jsonb_each(u.became) AS n WHERE n.value <> u.was -> n.key),
        true, $3::uuid
    FROM updated AS u
), touched AS MATERIALIZED (
    SELECT number AS grid_id FROM parented WHERE is_new UNION ALL SELECT grid_id FROM updated
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, gen_random_uuid(), grid_id
    FROM (
        SELECT grid_id FROM touched
        UNION
        SELECT (was ->> 'parent_grid_id')::integer FROM updated WHERE was -> 'parent_grid_id' <> became -> 'parent_grid_id'
    ) AS marked
    WHERE grid_id IS NOT NULL
), raised AS (
    UPDATE county SET grid_revision = grid_revision + 1 WHERE county_code = $1
)
SELECT
    (SELECT count(*)::integer FROM parented WHERE is_new),
    (SELECT count(*)::integer FROM updated);
