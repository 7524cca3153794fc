-- Notes that a draft is in force: its grids stand in grid now. So is the import that brought it.
-- In:  $1 county_code text, $2 division_id integer, $3 accepted_because text, $4 accepted_by text (NULL without defects)
WITH emptied AS (
    DELETE FROM division_grid WHERE county_code = $1 AND division_id = $2
), stored AS (
    UPDATE import_batch AS b SET status = 'published', published_at = now()
    FROM division AS d
    WHERE d.county_code = $1 AND d.division_id = $2
        AND b.county_code = $1 AND b.batch_id = d.import_batch_id AND b.status = 'draft'
)
UPDATE division SET
    status = 'published', published_at = now(), defects_accepted_because = $3, defects_accepted_by = $4
WHERE county_code = $1 AND division_id = $2;
