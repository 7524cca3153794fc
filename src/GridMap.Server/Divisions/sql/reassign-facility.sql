-- Gives facilities the grid they lie in since the grids changed, with history.
-- In:  $1 county_code text, $2 batch_id uuid (the import that changed the grids; NULL for none); rows of moved_facility
-- The county row is locked FOR UPDATE, so nobody else gives facilities a grid meanwhile, and the grid they were in is known.
WITH new AS (
    UPDATE facility AS t SET grid_id = m.grid_id, revision = t.revision + 1, updated_at = now()
    FROM moved_facility AS m WHERE t.county_code = $1 AND t.facility_id = m.row_id
    RETURNING t.facility_id, t.grid_id, t.revision, m.old_grid_id, m.change_id
)
INSERT INTO change (
    county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after, is_bulk, import_batch_id)
SELECT $1, change_id, 'facility', facility_id::text, 'reassigned', revision, old_grid_id, grid_id,
    jsonb_build_object('grid_id', old_grid_id), jsonb_build_object('grid_id', grid_id), true, $2::uuid
FROM new;
