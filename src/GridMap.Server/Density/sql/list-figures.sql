-- The figures of a county's responsibility grids, to choose class breaks from.
-- In:  $1 county_code text
-- Out: unresolved_issues integer, issues_per_square_kilometre double precision
SELECT d.unresolved_issues, d.issues_per_square_kilometre
FROM grid_density AS d
JOIN grid AS g ON g.county_code = d.county_code AND g.grid_id = d.grid_id
WHERE d.county_code = $1 AND g.level = 'responsibility';
