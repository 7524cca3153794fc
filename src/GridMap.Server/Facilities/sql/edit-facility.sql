-- Changes a facility, with history, all or nothing.
-- In:  $1 county_code text, $2 grid_revision bigint (what $3 was found with), $3 grid_id integer or NULL,
--      $4 facility_id uuid, $5 revision bigint (the one that was changed), $6 kind text, $7 name text,
--      $8 address text, $9 opening_hours text, $10 unit_code text, $11 longitude double precision,
--      $12 latitude double precision, $13 state text, $14 cleared_on date (NULL: today where the county is),
--      $15 cleared_outcome text, $16 is_deleted boolean, $17 change_id uuid;
--      the scope: $18 area_grid_ids integer[], $19 unit_codes text[] (see Scope)
-- Out: grid_revision bigint, is_within boolean (whether it lies in the scope as changed), revision bigint
--      (NULL: not stored), then what is stored (see FacilityRecord.Read); no row where there is no such county
-- Not stored: another grid_revision than $2 (assign the grid again), another revision than $5, or not within the scope, as
-- it was or as changed. See edit-issue.sql.
WITH held AS (
    SELECT
        grid_revision, (now() AT TIME ZONE time_zone)::date AS today,
        coalesce($18::integer[] IS NULL
            OR EXISTS (
                SELECT FROM grid_within AS w
                WHERE w.county_code = $1 AND w.grid_id = $3 AND w.ancestor_grid_id = ANY ($18))
            OR $10 = ANY ($19::text[]), false) AS is_within
    FROM county WHERE county_code = $1 FOR KEY SHARE
), old AS (
    SELECT f.* FROM facility AS f CROSS JOIN held
    WHERE f.county_code = $1 AND f.facility_id = $4 AND f.revision = $5 AND held.grid_revision = $2 AND held.is_within
        AND ($18::integer[] IS NULL
            OR f.grid_id = ANY (ARRAY(
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($18)))
            OR f.unit_code = ANY ($19::text[]))
    FOR UPDATE OF f
), new AS (
    UPDATE facility AS f SET
        kind = $6, name = $7, address = $8, opening_hours = $9, unit_code = $10,
        geom = ST_SetSRID(ST_MakePoint($11, $12), 4326), grid_id = $3, state = $13,
        cleared_on = CASE WHEN $13 = 'cleared' THEN coalesce($14::date, held.today) END,
        cleared_outcome = CASE WHEN $13 = 'cleared' THEN $15::text END,
        deleted_at = CASE WHEN $16 THEN coalesce(old.deleted_at, now()) END,
        revision = old.revision + 1, updated_at = now()
    FROM old CROSS JOIN held
    WHERE f.county_code = $1 AND f.facility_id = old.facility_id
    RETURNING f.*
), described AS (
    SELECT is_new, jsonb_build_object(
        'kind', kind, 'name', name, 'address', address, 'opening_hours', opening_hours, 'unit_code', unit_code,
        'state', state, 'cleared_on', cleared_on, 'cleared_outcome', cleared_outcome,
        'longitude', ST_X(geom), 'latitude', ST_Y(geom), 'grid_id', grid_id,
        'is_deleted', deleted_at IS NOT NULL) AS content
    FROM (SELECT false AS is_new, old.* FROM old UNION ALL SELECT true, new.* FROM new) AS facility
), difference AS (
    SELECT jsonb_object_agg(was.key, was.value) AS before, jsonb_object_agg(became.key, became.value) AS after
    FROM described AS o, described AS n,
        LATERAL jsonb_each(o.content) AS was JOIN LATERAL jsonb_each(n.content) AS became ON became.key = was.key
    WHERE NOT o.is_new AND n.is_new AND became.value <> was.value
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after)
    SELECT
        $1, $17::uuid, 'facility', new.facility_id::text,
        CASE
            WHEN old.deleted_at IS NULL AND new.deleted_at IS NOT NULL THEN 'deleted'
            WHEN old.deleted_at IS NOT NULL AND new.deleted_at IS NULL THEN 'restored'
            WHEN old.state = 'existing' AND new.state = 'cleared' THEN 'cleared'
            WHEN old.state = 'cleared' AND new.state = 'existing' THEN 'restored'
            ELSE 'edited' END,
        new.revision, old.grid_id, new.grid_id, difference.before, difference.after
    FROM old, new, difference
)
SELECT
    held.grid_revision, held.is_within, f.revision,
    f.facility_id, f.facility_number, f.external_id, f.kind, f.name, f.address, f.opening_hours, f.unit_code, u.name,
    f.state, f.cleared_on, f.cleared_outcome, g.grid_code, g.name, ST_X(f.geom), ST_Y(f.geom), f.revision,
    f.created_at, f.updated_at, f.deleted_at IS NOT NULL
FROM held
LEFT JOIN new AS f ON true
LEFT JOIN grid AS g ON g.county_code = f.county_code AND g.grid_id = f.grid_id
LEFT JOIN unit AS u ON u.county_code = f.county_code AND u.unit_code = f.unit_code;
