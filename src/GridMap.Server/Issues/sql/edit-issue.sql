-- Changes an issue, with history and marks on the grids it left and entered, all or nothing.
-- In:  $1 county_code text, $2 grid_revision bigint (what $3 was found with), $3 grid_id integer or NULL,
--      $4 issue_id uuid, $5 revision bigint (the one that was changed), $6 category text, $7 description text,
--      $8 severity integer, $9 address text, $10 source text, $11 unit_code text, $12 due_at timestamptz,
--      $13 longitude double precision, $14 latitude double precision, $15 status text, $16 is_deleted boolean,
--      $17 change_id uuid, $18 and $19 dirty_id uuid;
--      the scope: $20 area_grid_ids integer[], $21 unit_codes text[] (see Scope)
-- Out: grid_revision bigint, is_within boolean (whether it lies in the scope as changed), revision bigint
--      (NULL: not stored), then what is stored (see IssueRecord.Read); no row where there is no such county
-- Not stored: another grid_revision than $2 (assign the grid again), another revision than $5, or not within the scope, as
-- it was or as changed.
-- `old` waits for whoever changes the same row and then looks at it again, so of two editors one finds no row.
WITH held AS (
    SELECT
        grid_revision,
        coalesce($20::integer[] IS NULL
            OR EXISTS (
                SELECT FROM grid_within AS w
                WHERE w.county_code = $1 AND w.grid_id = $3 AND w.ancestor_grid_id = ANY ($20))
            OR $11 = ANY ($21::text[]), false) AS is_within
    FROM county WHERE county_code = $1 FOR KEY SHARE
), old AS (
    SELECT i.* FROM issue AS i CROSS JOIN held
    WHERE i.county_code = $1 AND i.issue_id = $4 AND i.revision = $5 AND held.grid_revision = $2 AND held.is_within
        AND ($20::integer[] IS NULL
            OR i.grid_id = ANY (ARRAY(
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($20)))
            OR i.unit_code = ANY ($21::text[]))
    FOR UPDATE OF i
), new AS (
    UPDATE issue AS i SET
        category = $6, description = $7, severity = $8, address = $9, source = $10, unit_code = $11, due_at = $12,
        geom = ST_SetSRID(ST_MakePoint($13, $14), 4326), grid_id = $3, status = $15,
        resolved_at = CASE
            WHEN $15 <> 'resolved' THEN NULL
            WHEN old.status = 'resolved' THEN old.resolved_at
            ELSE now() END,
        deleted_at = CASE WHEN $16 THEN coalesce(old.deleted_at, now()) END,
        revision = old.revision + 1, updated_at = now()
    FROM old
    WHERE i.county_code = $1 AND i.issue_id = old.issue_id
    RETURNING i.*
), described AS (
    SELECT is_new, jsonb_build_object(
        'category', category, 'description', description, 'severity', severity, 'address', address,
        'source', source, 'unit_code', unit_code, 'status', status, 'due_at', due_at, 'resolved_at', resolved_at,
        'longitude', ST_X(geom), 'latitude', ST_Y(geom), 'grid_id', grid_id,
        'is_deleted', deleted_at IS NOT NULL) AS content
    FROM (SELECT false AS is_new, old.* FROM old UNION ALL SELECT true, new.* FROM new) AS issue
), difference AS (
    SELECT jsonb_object_agg(was.key, was.value) AS before, jsonb_object_agg(became.key, became.value) AS after
    FROM described AS o, described AS n,
        LATERAL jsonb_each(o.content) AS was JOIN LATERAL jsonb_each(n.content) AS became ON became.key = was.key
    WHERE NOT o.is_new AND n.is_new AND became.value <> was.value
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after)
    SELECT
        $1, $17::uuid, 'issue', new.issue_id::text,
        CASE
            WHEN old.deleted_at IS NULL AND new.deleted_at IS NOT NULL THEN 'deleted'
            WHEN old.deleted_at IS NOT NULL AND new.deleted_at IS NULL THEN 'restored'
            WHEN old.status = 'open' AND new.status = 'resolved' THEN 'resolved'
            WHEN old.status = 'resolved' AND new.status = 'open' THEN 'reopened'
            ELSE 'edited' END,
        new.revision, old.grid_id, new.grid_id, difference.before, difference.after
    FROM old, new, difference
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, mark.dirty_id, mark.grid_id
    FROM old, new, LATERAL (
        SELECT $18::uuid AS dirty_id, old.grid_id
        UNION ALL
        SELECT $19::uuid, new.grid_id WHERE new.grid_id IS DISTINCT FROM old.grid_id
    ) AS mark
    WHERE mark.grid_id IS NOT NULL
        AND (old.grid_id, old.status, old.deleted_at) IS DISTINCT FROM (new.grid_id, new.status, new.deleted_at)
)
SELECT
    held.grid_revision, held.is_within, i.revision,
    i.issue_id, i.issue_number, i.external_id, i.category, i.description, i.severity, i.address, i.source,
    i.unit_code, u.name, i.status, i.reported_at, i.due_at, i.resolved_at, i.resolved_before_reported,
    g.grid_code, g.name, ST_X(i.geom), ST_Y(i.geom), i.revision, i.created_at, i.updated_at, i.deleted_at IS NOT NULL
FROM held
LEFT JOIN new AS i ON true
LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
LEFT JOIN unit AS u ON u.county_code = i.county_code AND u.unit_code = i.unit_code;
