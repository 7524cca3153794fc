-- Takes the grids that a draft no longer has out of their level, so that no issue or facility is found to lie in them.
-- In:  $1 county_code text, $2 division_id integer of the draft
-- Out: grid_id integer of each; they are deleted once nothing points at them. Parents that lose a part are marked.
WITH removed AS MATERIALIZED (
    SELECT g.grid_id, g.parent_grid_id FROM grid AS g
    WHERE g.county_code = $1 AND NOT EXISTS (
        SELECT FROM division_grid AS d WHERE d.county_code = $1 AND d.division_id = $2 AND d.grid_code = g.grid_code)
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, gen_random_uuid(), parent_grid_id
    FROM (SELECT DISTINCT parent_grid_id FROM removed WHERE parent_grid_id IS NOT NULL) AS lost
)
UPDATE grid AS t SET level = 'town', parent_grid_id = NULL
FROM removed AS r WHERE t.county_code = $1 AND t.grid_id = r.grid_id
RETURNING t.grid_id;
