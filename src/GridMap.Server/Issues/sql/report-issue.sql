-- Stores a reported issue, its history and the mark on its grid, all or nothing.
-- In:  $1 county_code text, $2 grid_revision bigint (what $3 was found with), $3 grid_id integer or NULL,
--      $4 issue_id uuid, $5 payload_sha256 bytea, $6 category text, $7 description text, $8 severity integer,
--      $9 address text, $10 source text, $11 unit_code text, $12 due_at timestamptz,
--      $13 longitude double precision, $14 latitude double precision, $15 change_id uuid, $16 dirty_id uuid;
--      the scope: $17 area_grid_ids integer[], $18 unit_codes text[] (see Scope)
-- Out: grid_revision bigint, is_within boolean (whether it lies in the scope), revision bigint (NULL: not
--      stored), then what is stored (see IssueRecord.Read); no row where there is no such county
-- Not stored: another grid_revision than $2 (assign the grid again), not within the scope, or the id is taken.
-- The lock makes a change of the county's grids wait for us, or us for it; after the wait we see its revision.
WITH held AS (
    SELECT
        county_code, grid_revision,
        coalesce($17::integer[] IS NULL
            OR EXISTS (
                SELECT FROM grid_within AS w
                WHERE w.county_code = $1 AND w.grid_id = $3 AND w.ancestor_grid_id = ANY ($17))
            OR $11 = ANY ($18::text[]), false) AS is_within
    FROM county WHERE county_code = $1 FOR KEY SHARE
), added AS (
    INSERT INTO issue (
        county_code, issue_id, payload_sha256, category, description, severity, address, source, unit_code,
        reported_at, due_at, grid_id, geom)
    SELECT
        county_code, $4::uuid, $5::bytea, $6::text, $7::text, $8::integer, $9::text, $10::text, $11::text,
        now(), $12::timestamptz, $3::integer, ST_SetSRID(ST_MakePoint($13, $14), 4326)
    FROM held WHERE grid_revision = $2 AND is_within
    ON CONFLICT (county_code, issue_id) DO NOTHING
    RETURNING *
), recorded AS (
    INSERT INTO change (county_code, change_id, entity, entity_id, action, revision, new_grid_id, after)
    SELECT county_code, $15::uuid, 'issue', issue_id::text, 'added', revision, grid_id,
        jsonb_strip_nulls(jsonb_build_object(
            'category', category, 'description', description, 'severity', severity, 'address', address,
            'source', source, 'unit_code', unit_code, 'status', status, 'reported_at', reported_at, 'due_at', due_at,
            'longitude', ST_X(geom), 'latitude', ST_Y(geom), 'grid_id', grid_id))
    FROM added
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT county_code, $16::uuid, grid_id FROM added WHERE grid_id IS NOT NULL
)
SELECT
    held.grid_revision, held.is_within, i.revision,
    i.issue_id, i.issue_number, i.external_id, i.category, i.description, i.severity, i.address, i.source,
    i.unit_code, u.name, i.status, i.reported_at, i.due_at, i.resolved_at, i.resolved_before_reported,
    g.grid_code, g.name, ST_X(i.geom), ST_Y(i.geom), i.revision, i.created_at, i.updated_at, i.deleted_at IS NOT NULL
FROM held
LEFT JOIN added AS i ON true
LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
LEFT JOIN unit AS u ON u.county_code = i.county_code AND u.unit_code = i.unit_code;
