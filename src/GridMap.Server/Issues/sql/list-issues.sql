-- Issues of a county, newest number first.
-- In:  $1 county_code text; the rest narrow the list down and are NULL where they do not:
--      $2 status text, $3 category text, $4 grid_code text (a grid of any level), $5 severity integer,
--      $6 is_overdue boolean, $7 pattern text (LIKE), $8..$11 west, south, east, north double precision (degrees),
--      $12 includes_deleted boolean, $13 is_outside boolean (in no grid),
--      $14 before_number bigint (the page before ended there), $15 most integer;
--      the scope: $16 grid_ids integer[] (NULL: the whole county), $17 unit_codes text[]
-- Out: see IssueRecord.Read
-- The box is compared in 3857, where the index is; 85.06 is as far as it reaches.
-- The grids are given one by one, not as areas to look beneath: knowing how many they are, the planner walks the numbers for
-- a town and sorts for a single grid; guessing, it took a town eight times as long. Cut before joined, for the same reason.
-- That there are no units is said in so many words, which goes before planning: looked up as well, they cost a third more.
SELECT
    i.issue_id, i.issue_number, i.external_id, i.category, i.description, i.severity, i.address, i.source,
    i.unit_code, u.name, i.status, i.reported_at, i.due_at, i.resolved_at, i.resolved_before_reported,
    g.grid_code, g.name, ST_X(i.geom), ST_Y(i.geom), i.revision, i.created_at, i.updated_at, i.deleted_at IS NOT NULL
FROM (
    SELECT i.* FROM issue AS i
    WHERE i.county_code = $1
        AND ($2::text IS NULL OR i.status = $2)
        AND ($3::text IS NULL OR i.category = $3)
        AND ($4::text IS NULL OR i.grid_id = ANY (ARRAY(
            SELECT beneath.grid_id FROM grid AS beneath
            LEFT JOIN grid AS parent
                ON parent.county_code = beneath.county_code AND parent.grid_id = beneath.parent_grid_id
            LEFT JOIN grid AS top
                ON top.county_code = parent.county_code AND top.grid_id = parent.parent_grid_id
            WHERE beneath.county_code = $1 AND $4 IN (beneath.grid_code, parent.grid_code, top.grid_code))))
        AND ($5::integer IS NULL OR i.severity = $5)
        AND ($6::boolean IS NULL OR $6 = (i.status = 'open' AND coalesce(i.due_at < now(), false)))
        AND ($7::text IS NULL OR i.category ILIKE $7 OR i.description ILIKE $7 OR i.address ILIKE $7
            OR i.external_id ILIKE $7 OR i.issue_number::text ILIKE $7)
        AND ($8::double precision IS NULL OR (
            i.geom_3857 && ST_Transform(ST_MakeEnvelope($8, greatest($9, -85.06), $10, least($11, 85.06), 4326), 3857)
            AND i.geom && ST_MakeEnvelope($8, $9, $10, $11, 4326)))
        AND ($12::boolean IS TRUE OR i.deleted_at IS NULL)
        AND ($13::boolean IS NULL OR $13 = (i.grid_id IS NULL))
        AND ($14::bigint IS NULL OR i.issue_number < $14)
        AND ($16::integer[] IS NULL
            OR i.grid_id = ANY ($16)
            OR $17::text[] IS NOT NULL AND i.unit_code = ANY ($17))
    ORDER BY i.county_code, i.issue_number DESC
    LIMIT $15
) AS i
LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
LEFT JOIN unit AS u ON u.county_code = i.county_code AND u.unit_code = i.unit_code
ORDER BY i.county_code, i.issue_number DESC;
