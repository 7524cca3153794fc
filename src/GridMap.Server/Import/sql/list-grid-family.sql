-- Every grid of a county with its parent, to find a file's rows their places in the tree.
-- In:  $1 county_code text
-- Out: grid_code, parent_code, level text
SELECT g.grid_code, p.grid_code, g.level
FROM grid AS g
LEFT JOIN grid AS p ON p.county_code = g.county_code AND p.grid_id = g.parent_grid_id
WHERE g.county_code = $1;
