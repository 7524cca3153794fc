-- Facilities in a grid of any level, by state and kind.
-- In:  $1 county_code text, $2 grid_id integer
-- Out: state text, kind text, number integer
SELECT f.state, f.kind, count(*)::integer
FROM facility AS f
WHERE f.county_code = $1 AND f.deleted_at IS NULL AND f.grid_id = ANY (ARRAY(
    SELECT beneath.grid_id FROM grid AS beneath
    LEFT JOIN grid AS parent ON parent.county_code = beneath.county_code AND parent.grid_id = beneath.parent_grid_id
    WHERE beneath.county_code = $1 AND $2 IN (beneath.grid_id, beneath.parent_grid_id, parent.parent_grid_id)))
GROUP BY f.state, f.kind
ORDER BY f.state, f.kind;
