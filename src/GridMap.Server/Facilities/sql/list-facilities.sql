-- Facilities of a county, lowest number first.
-- In:  $1 county_code text; the rest narrow the list down and are NULL where they do not:
--      $2 kinds text[], $3 state text, $4 grid_code text (a grid of any level), $5 pattern text (LIKE),
--      $6..$9 west, south, east, north double precision (degrees), $10 includes_deleted boolean,
--      $11 is_outside boolean (in no grid), $12 after_number bigint (the page before ended there), $13 most integer;
--      the scope: $14 grid_ids integer[] (NULL: the whole county), $15 unit_codes text[]
-- Out: see FacilityRecord.Read
-- The box is compared in 3857, where the index is; 85.06 is as far as it reaches.
-- The grids are given one by one, not as areas to look beneath: knowing how many they are, the planner walks the numbers for
-- a town and sorts for a single grid; guessing, it took a town eight times as long. Cut before joined, for the same reason.
SELECT
    f.facility_id, f.facility_number, f.external_id, f.kind, f.name, f.address, f.opening_hours, f.unit_code, u.name,
    f.state, f.cleared_on, f.cleared_outcome, g.grid_code, g.name, ST_X(f.geom), ST_Y(f.geom), f.revision,
    f.created_at, f.updated_at, f.deleted_at IS NOT NULL
FROM (
    SELECT f.* FROM facility AS f
    WHERE f.county_code = $1
        AND ($2::text[] IS NULL OR f.kind = ANY ($2))
        AND ($3::text IS NULL OR f.state = $3)
        AND ($4::text IS NULL OR f.grid_id = ANY (ARRAY(
            SELECT beneath.grid_id FROM grid AS beneath
            LEFT JOIN grid AS parent
                ON parent.county_code = beneath.county_code AND parent.grid_id = beneath.parent_grid_id
            LEFT JOIN grid AS top
                ON top.county_code = parent.county_code AND top.grid_id = parent.parent_grid_id
            WHERE beneath.county_code = $1 AND $4 IN (beneath.grid_code, parent.grid_code, top.grid_code))))
        AND ($5::text IS NULL OR f.name ILIKE $5 OR f.address ILIKE $5 OR f.external_id ILIKE $5)
        AND ($6::double precision IS NULL OR (
            f.geom_3857 && ST_Transform(ST_MakeEnvelope($6, greatest($7, -85.06), $8, least($9, 85.06), 4326), 3857)
            AND f.geom && ST_MakeEnvelope($6, $7, $8, $9, 4326)))
        AND ($10::boolean IS TRUE OR f.deleted_at IS NULL)
        AND ($11::boolean IS NULL OR $11 = (f.grid_id IS NULL))
        AND ($12::bigint IS NULL OR f.facility_number > $12)
        AND ($14::integer[] IS NULL
            OR f.grid_id = ANY ($14)
            OR f.unit_code = ANY ($15::text[]))
    ORDER BY f.county_code, f.facility_number
    LIMIT $13
) AS f
LEFT JOIN grid AS g ON g.county_code = f.county_code AND g.grid_id = f.grid_id
LEFT JOIN unit AS u ON u.county_code = f.county_code AND u.unit_code = f.unit_code
ORDER BY f.county_code, f.facility_number;
