-- Marks every responsibility grid of every county for a recount and tells screens and mirrors to reload, after writes that marked nothing.
-- Out: one row per grid marked.
-- Parents are rolled up from them. Ids are random here: the application did not write these rows one by one.
WITH reloaded AS (
    INSERT INTO change (county_code, change_id, entity, action, revision)
    SELECT county_code, gen_random_uuid(), 'county', 'reload', 0 FROM county
)
INSERT INTO dirty_grid (county_code, dirty_id, grid_id)
SELECT county_code, gen_random_uuid(), grid_id FROM grid WHERE level = 'responsibility';
