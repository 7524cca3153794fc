-- Issues of a county, open and resolved, lowest number first, as far as they may be seen.
-- In:  $1 county_code text; the scope: $2 grid_ids integer[] (NULL: the whole county), $3 unit_codes text[]
-- Out: the columns of ExportLayer.Issues, geom geometry(Point, 4326)
-- The grids are given one by one, as to list-issues.sql.
SELECT
    i.issue_number, i.external_id, i.category, i.description, i.severity::bigint, i.address, i.source, i.unit_code, u.name,
    i.status, i.reported_at, i.due_at, i.resolved_at, g.grid_code, g.name, i.issue_id::text, i.geom
FROM issue AS i
LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
LEFT JOIN unit AS u ON u.county_code = i.county_code AND u.unit_code = i.unit_code
WHERE i.county_code = $1
    AND i.deleted_at IS NULL
    AND ($2::integer[] IS NULL
        OR i.grid_id = ANY ($2)
        OR i.unit_code = ANY ($3::text[]))
ORDER BY i.county_code, i.issue_number;
