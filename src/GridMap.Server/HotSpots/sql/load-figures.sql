-- The figures of a county's grids of one level, as they are judged.
-- In:  $1 county_code text, $2 level text
-- Out: grid_code, unresolved_issues, area_square_metres; lowest code first
SELECT g.grid_code, d.unresolved_issues, g.area_square_metres
FROM grid AS g JOIN grid_density AS d USING (county_code, grid_id)
WHERE g.county_code = $1 AND g.level = $2
ORDER BY g.grid_code;
