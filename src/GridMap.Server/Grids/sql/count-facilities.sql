-- Facilities in a grid of any level, by state and kind, as far as they may be seen.
-- In:  $1 county_code text, $2 grid_id integer; the scope: $3 area_grid_ids integer[], $4 unit_codes text[] (see Scope)
-- Out: state text, kind text, number integer
SELECT f.state, f.kind, count(*)::integer
FROM facility AS f
WHERE f.county_code = $1 AND f.deleted_at IS NULL AND f.grid_id = ANY (ARRAY(
    SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = $2))
    AND ($3::integer[] IS NULL
        OR f.grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($3)))
        OR f.unit_code = ANY ($4::text[]))
GROUP BY f.state, f.kind
ORDER BY f.state, f.kind;
