-- Takes unit grids out of a draft.
-- In:  $1 county_code text, $2 division_id integer, $3 area_code text: those beneath it (NULL: all)
-- Out: number of rows touched
WITH RECURSIVE beneath AS (
    SELECT grid_code FROM division_grid WHERE county_code = $1 AND division_id = $2 AND grid_code = $3
    UNION
    SELECT g.grid_code
    FROM beneath AS b
    JOIN division_grid AS g ON g.county_code = $1 AND g.division_id = $2 AND g.parent_code = b.grid_code
)
DELETE FROM division_grid
WHERE county_code = $1 AND division_id = $2 AND level = 'unit'
    AND ($3::text IS NULL OR grid_code IN (SELECT grid_code FROM beneath));
