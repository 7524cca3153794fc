-- Makes grid_within anew from parent_grid_id, in the transaction that changed grids.
-- In:  $1 county_code text, whose row is locked FOR UPDATE
-- Every reference names the county, so that it stays one shard's work.
WITH RECURSIVE climbed AS (
    SELECT county_code, grid_id, grid_id AS ancestor_grid_id, parent_grid_id FROM grid WHERE county_code = $1
    UNION ALL
    SELECT c.county_code, c.grid_id, above.grid_id, above.parent_grid_id
    FROM climbed AS c JOIN grid AS above ON above.county_code = c.county_code AND above.grid_id = c.parent_grid_id
    WHERE c.county_code = $1
), removed AS (
    DELETE FROM grid_within AS w
    WHERE w.county_code = $1
        AND NOT EXISTS (SELECT FROM climbed AS c WHERE c.ancestor_grid_id = w.ancestor_grid_id AND c.grid_id = w.grid_id)
)
INSERT INTO grid_within (county_code, ancestor_grid_id, grid_id)
SELECT county_code, ancestor_grid_id, grid_id FROM climbed
ON CONFLICT DO NOTHING;
