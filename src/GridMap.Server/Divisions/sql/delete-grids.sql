-- Deletes grids that nothing points at any more, with history.
-- In:  $1 county_code text, $2 batch_id uuid (NULL where no import is to be named), $3 grid_ids integer[], $4 action text
WITH removed AS (
    DELETE FROM grid WHERE county_code = $1 AND grid_id = ANY ($3) RETURNING grid_id, revision
), unmarked AS (
    DELETE FROM dirty_grid WHERE county_code = $1 AND grid_id = ANY ($3)
)
INSERT INTO change (county_code, change_id, entity, entity_id, action, revision, is_bulk, import_batch_id)
SELECT $1, gen_random_uuid(), 'grid', grid_id::text, $4, revision + 1, true, $2::uuid FROM removed;
