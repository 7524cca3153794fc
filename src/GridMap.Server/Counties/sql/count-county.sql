-- What a county holds, as far as it may be seen.
-- In:  $1 county_code text; the scope of issues: $2 area_grid_ids integer[], $3 unit_codes text[]; that of facilities:
--      $4 area_grid_ids integer[], $5 unit_codes text[] (see Scope)
-- Out: one row per figure: what text, key text, number integer
SELECT 'unresolved', NULL, count(*)::integer FROM issue
WHERE county_code = $1 AND status = 'open' AND deleted_at IS NULL
    AND ($2::integer[] IS NULL
        OR grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($2)))
        OR unit_code = ANY ($3::text[]))
UNION ALL
SELECT 'issues', NULL, count(*)::integer FROM issue
WHERE county_code = $1 AND deleted_at IS NULL
    AND ($2::integer[] IS NULL
        OR grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($2)))
        OR unit_code = ANY ($3::text[]))
UNION ALL
SELECT 'issues-outside', NULL, count(*)::integer FROM issue
WHERE county_code = $1 AND grid_id IS NULL AND deleted_at IS NULL
    AND ($2::integer[] IS NULL OR unit_code = ANY ($3::text[]))
UNION ALL
SELECT 'facilities-outside', NULL, count(*)::integer FROM facility
WHERE county_code = $1 AND grid_id IS NULL AND deleted_at IS NULL
    AND ($4::integer[] IS NULL OR unit_code = ANY ($5::text[]))
UNION ALL
SELECT 'grids', level, count(*)::integer FROM grid WHERE county_code = $1 GROUP BY level
UNION ALL
SELECT state, kind, count(*)::integer FROM facility
WHERE county_code = $1 AND deleted_at IS NULL
    AND ($4::integer[] IS NULL
        OR grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($4)))
        OR unit_code = ANY ($5::text[]))
GROUP BY state, kind;
