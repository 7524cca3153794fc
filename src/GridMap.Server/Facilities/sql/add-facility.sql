-- Stores a facility and its history, all or nothing. No grid is marked: density counts issues alone.
-- In:  $1 county_code text, $2 grid_revision bigint (what $3 was found with), $3 grid_id integer or NULL,
--      $4 facility_id uuid, $5 payload_sha256 bytea, $6 kind text, $7 name text, $8 address text,
--      $9 opening_hours text, $10 unit_code text, $11 longitude double precision, $12 latitude double precision,
--      $13 change_id uuid;
--      the scope: $14 area_grid_ids integer[], $15 unit_codes text[] (see Scope)
-- Out: grid_revision bigint, is_within boolean (whether it lies in the scope), revision bigint (NULL: not
--      stored), then what is stored (see FacilityRecord.Read); no row where there is no such county
-- Not stored: another grid_revision than $2 (assign the grid again), not within the scope, or the id is taken.
-- See report-issue.sql.
WITH held AS (
    SELECT
        county_code, grid_revision,
        coalesce($14::integer[] IS NULL
            OR EXISTS (
                SELECT FROM grid_within AS w
                WHERE w.county_code = $1 AND w.grid_id = $3 AND w.ancestor_grid_id = ANY ($14))
            OR $10 = ANY ($15::text[]), false) AS is_within
    FROM county WHERE county_code = $1 FOR KEY SHARE
), added AS (
    INSERT INTO facility (
        county_code, facility_id, payload_sha256, kind, name, address, opening_hours, unit_code, grid_id, geom)
    SELECT
        county_code, $4::uuid, $5::bytea, $6::text, $7::text, $8::text, $9::text, $10::text, $3::integer,
        ST_SetSRID(ST_MakePoint($11, $12), 4326)
    FROM held WHERE grid_revision = $2 AND is_within
    ON CONFLICT (county_code, facility_id) DO NOTHING
    RETURNING *
), recorded AS (
    INSERT INTO change (county_code, change_id, entity, entity_id, action, revision, new_grid_id, after)
    SELECT county_code, $13::uuid, 'facility', facility_id::text, 'added', revision, grid_id,
        jsonb_strip_nulls(jsonb_build_object(
            'kind', kind, 'name', name, 'address', address, 'opening_hours', opening_hours, 'unit_code', unit_code,
            'state', state, 'longitude', ST_X(geom), 'latitude', ST_Y(geom), 'grid_id', grid_id))
    FROM added
)
SELECT
    held.grid_revision, held.is_within, f.revision,
    f.facility_id, f.facility_number, f.external_id, f.kind, f.name, f.address, f.opening_hours, f.unit_code, u.name,
    f.state, f.cleared_on, f.cleared_outcome, g.grid_code, g.name, ST_X(f.geom), ST_Y(f.geom), f.revision,
    f.created_at, f.updated_at, f.deleted_at IS NOT NULL
FROM held
LEFT JOIN added AS f ON true
LEFT JOIN grid AS g ON g.county_code = f.county_code AND g.grid_id = f.grid_id
LEFT JOIN unit AS u ON u.county_code = f.county_code AND u.unit_code = f.unit_code;
