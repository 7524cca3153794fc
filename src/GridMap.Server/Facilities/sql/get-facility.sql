-- One facility, deleted or not.
-- In:  $1 county_code text, $2 facility_id uuid; the scope: $3 area_grid_ids integer[], $4 unit_codes text[]
-- Out: see FacilityRecord.Read; no row where there is none in the scope (see Scope)
SELECT
    f.facility_id, f.facility_number, f.external_id, f.kind, f.name, f.address, f.opening_hours, f.unit_code, u.name,
    f.state, f.cleared_on, f.cleared_outcome, g.grid_code, g.name, ST_X(f.geom), ST_Y(f.geom), f.revision,
    f.created_at, f.updated_at, f.deleted_at IS NOT NULL
FROM facility AS f
LEFT JOIN grid AS g ON g.county_code = f.county_code AND g.grid_id = f.grid_id
LEFT JOIN unit AS u ON u.county_code = f.county_code AND u.unit_code = f.unit_code
WHERE f.county_code = $1 AND f.facility_id = $2
    AND ($3::integer[] IS NULL
        OR f.grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($3)))
        OR f.unit_code = ANY ($4::text[]));
