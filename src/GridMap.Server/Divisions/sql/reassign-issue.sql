-- Gives issues the grid they lie in since the grids changed, with history and marks on old and new grids.
-- In:  $1 county_code text, $2 batch_id uuid (the import that changed the grids; NULL for none); rows of moved_issue
-- The county row is locked FOR UPDATE, so nobody else gives issues a grid meanwhile, and the grid they were in is known.
WITH new AS (
    UPDATE issue AS t SET grid_id = m.grid_id, revision = t.revision + 1, updated_at = now()
    FROM moved_issue AS m WHERE t.county_code = $1 AND t.issue_id = m.row_id
    RETURNING t.issue_id, t.grid_id, t.revision, m.old_grid_id, m.change_id
), marked AS (
    INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
    SELECT $1, gen_random_uuid(), grid_id
    FROM (SELECT old_grid_id AS grid_id FROM moved_issue UNION SELECT grid_id FROM moved_issue) AS touched
    WHERE grid_id IS NOT NULL
)
INSERT INTO change (
    county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after, is_bulk, import_batch_id)
SELECT $1, change_id, 'issue', issue_id::text, 'reassigned', revision, old_grid_id, grid_id,
    jsonb_build_object('grid_id', old_grid_id), jsonb_build_object('grid_id', grid_id), true, $2::uuid
FROM new;
