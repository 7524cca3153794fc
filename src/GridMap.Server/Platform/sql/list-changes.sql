-- What happened to one row, oldest first.
-- In:  $1 county_code text, $2 entity text, $3 entity_id text
-- Out: action text, revision bigint, changed_at timestamptz, before text and after text (JSON objects of columns),
--      code of the grid it lay in before, code of the grid after
-- A thousand is more than anybody edits by hand.
SELECT c.action, c.revision, c.changed_at, c.before::text, c.after::text, old.grid_code, new.grid_code
FROM change AS c
LEFT JOIN grid AS old ON old.county_code = c.county_code AND old.grid_id = c.old_grid_id
LEFT JOIN grid AS new ON new.county_code = c.county_code AND new.grid_id = c.new_grid_id
WHERE c.county_code = $1 AND c.entity = $2 AND c.entity_id = $3
ORDER BY c.revision, c.changed_at, c.change_id
LIMIT 1000;
