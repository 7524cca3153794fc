-- Does what was proposed to repair a draft for some of its grids, and forgets the proposal: the rest was made for what was.
-- In:  $1 county_code text, $2 division_id integer, $3 grid_codes text[]
-- Out: number of rows touched
-- The shape before the first repair is kept, as an import keeps what its file gave.
WITH forgotten AS (
    DELETE FROM division_repair WHERE county_code = $1 AND division_id = $2
)
UPDATE division_grid AS t SET geom = r.geom, original_geom = coalesce(t.original_geom, t.geom)
FROM division_repair_grid AS r
WHERE t.county_code = $1 AND t.division_id = $2 AND t.grid_code = ANY ($3::text[])
    AND r.county_code = $1 AND r.division_id = $2 AND r.grid_code = t.grid_code;
