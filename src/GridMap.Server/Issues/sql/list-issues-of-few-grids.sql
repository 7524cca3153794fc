-- Issues of a few grids, newest number first: what list-issues.sql answers where all are asked for, the open or the overdue.
-- In:  $1 county_code text, $2 grid_ids integer[], $3 includes_deleted boolean or NULL,
--      $4 before_number bigint (the page before ended there; NULL for the first), $5 most integer,
--      $6 status text or NULL, $7 is_overdue boolean: true for the overdue alone
-- Out: see IssueRecord.Read
-- A community's newest hundred lie scattered over thousands of the county's numbers. Instead of walking those, as many as are
-- wanted are read of each grid, from an index by grid alone, and the newest of them kept. It never reads more than grids times
-- wanted, however many issues there are; of a town's hundreds of grids that is more than the walk.
SELECT
    i.issue_id, i.issue_number, i.external_id, i.category, i.description, i.severity, i.address, i.source,
    i.unit_code, u.name, i.status, i.reported_at, i.due_at, i.resolved_at, i.resolved_before_reported,
    g.grid_code, g.name, ST_X(i.geom), ST_Y(i.geom), i.revision, i.created_at, i.updated_at, i.deleted_at IS NOT NULL
FROM (
    SELECT newest.issue_number FROM unnest($2::integer[]) AS held (grid_id)
    CROSS JOIN LATERAL (
        SELECT n.issue_number FROM issue AS n
        WHERE n.county_code = $1 AND n.grid_id = held.grid_id
            AND ($3::boolean IS TRUE OR n.deleted_at IS NULL)
            AND ($6::text IS NULL OR n.status = $6)
            AND ($7::boolean IS NOT TRUE OR n.status = 'open' AND n.due_at < now())
            AND ($4::bigint IS NULL OR n.issue_number < $4)
        ORDER BY n.issue_number DESC
        LIMIT $5
    ) AS newest
    ORDER BY newest.issue_number DESC
    LIMIT $5
) AS page
JOIN issue AS i ON i.county_code = $1 AND i.issue_number = page.issue_number
LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
LEFT JOIN unit AS u ON u.county_code = i.county_code AND u.unit_code = i.unit_code
ORDER BY page.issue_number DESC;
