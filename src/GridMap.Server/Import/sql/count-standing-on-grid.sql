-- Grids of other imports that have a parent among those an import of grids added.
-- In:  $1 county_code text, $2 batch_id uuid
-- Out: count integer
WITH added AS (
    SELECT entity_id::integer AS grid_id FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'grid' AND action = 'imported' AND before IS NULL
)
SELECT count(*)::integer FROM grid AS g
WHERE g.county_code = $1 AND g.parent_grid_id IN (SELECT grid_id FROM added) AND g.grid_id NOT IN (SELECT grid_id FROM added)
    AND g.import_batch_id IS DISTINCT FROM $2;
