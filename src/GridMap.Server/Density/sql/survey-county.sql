-- How many grids a county has that are counted, and how many of them have a figure: unit grids have none of their own.
-- In:  $1 county_code text
-- Out: grids integer, figures integer
-- A figure goes with its grid (ON DELETE CASCADE), so equal numbers mean that none is missing.
SELECT
    (SELECT count(*)::integer FROM grid WHERE county_code = $1 AND level <> 'unit'),
    (SELECT count(*)::integer FROM grid_density WHERE county_code = $1);
