-- Facilities of a county that stand, lowest number first, as far as they may be seen.
-- In:  $1 county_code text; the scope: $2 grid_ids integer[] (NULL: the whole county), $3 unit_codes text[]
-- Out: the columns of ExportLayer.Facilities, geom geometry(Point, 4326)
-- The grids are given one by one, as to list-facilities.sql.
SELECT
    f.facility_number, f.external_id, f.kind, f.name, f.address, f.opening_hours, f.unit_code, u.name, f.state, f.cleared_on,
    f.cleared_outcome, g.grid_code, g.name, f.created_at, f.updated_at, f.facility_id::text, f.geom
FROM facility AS f
LEFT JOIN grid AS g ON g.county_code = f.county_code AND g.grid_id = f.grid_id
LEFT JOIN unit AS u ON u.county_code = f.county_code AND u.unit_code = f.unit_code
WHERE f.county_code = $1
    AND f.deleted_at IS NULL
    AND ($2::integer[] IS NULL
        OR f.grid_id = ANY ($2)
        OR f.unit_code = ANY ($3::text[]))
ORDER BY f.facility_number;
