-- Takes the marks of a county's grids. The count must be a later statement: in READ COMMITTED it then sees at least what
-- this one saw, and a mark that is committed in between stays for the next run.
-- In:  $1 county_code text
-- Out: grid_id, once per mark
DELETE FROM dirty_grid WHERE county_code = $1 RETURNING grid_id;
