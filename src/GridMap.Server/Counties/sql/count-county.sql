-- What a county holds.
-- In:  $1 county_code text
-- Out: one row per figure: what text, key text, number integer
SELECT 'unresolved', NULL, count(*)::integer FROM issue
WHERE county_code = $1 AND status = 'open' AND deleted_at IS NULL
UNION ALL
SELECT 'issues', NULL, count(*)::integer FROM issue WHERE county_code = $1 AND deleted_at IS NULL
UNION ALL
SELECT 'issues-outside', NULL, count(*)::integer FROM issue
WHERE county_code = $1 AND grid_id IS NULL AND deleted_at IS NULL
UNION ALL
SELECT 'facilities-outside', NULL, count(*)::integer FROM facility
WHERE county_code = $1 AND grid_id IS NULL AND deleted_at IS NULL
UNION ALL
SELECT 'grids', level, count(*)::integer FROM grid WHERE county_code = $1 GROUP BY level
UNION ALL
SELECT state, kind, count(*)::integer FROM facility
WHERE county_code = $1 AND deleted_at IS NULL GROUP BY state, kind;
