-- One issue, deleted or not.
-- In:  $1 county_code text, $2 issue_id uuid; the scope: $3 area_grid_ids integer[], $4 unit_codes text[]
-- Out: see IssueRecord.Read; no row where there is none in the scope (see Scope)
SELECT
    i.issue_id, i.issue_number, i.external_id, i.category, i.description, i.severity, i.address, i.source,
    i.unit_code, u.name, i.status, i.reported_at, i.due_at, i.resolved_at, i.resolved_before_reported,
    g.grid_code, g.name, ST_X(i.geom), ST_Y(i.geom), i.revision, i.created_at, i.updated_at, i.deleted_at IS NOT NULL
FROM issue AS i
LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
LEFT JOIN unit AS u ON u.county_code = i.county_code AND u.unit_code = i.unit_code
WHERE i.county_code = $1 AND i.issue_id = $2
    AND ($3::integer[] IS NULL
        OR i.grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($3)))
        OR i.unit_code = ANY ($4::text[]));
