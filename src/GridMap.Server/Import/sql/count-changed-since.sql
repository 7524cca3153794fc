-- Rows of an import that were changed by somebody since, so that it cannot be taken back.
-- In:  $1 county_code text, $2 batch_id uuid, $3 entity text
-- Out: count integer
-- A reassignment is nobody's change of the row: it follows from the grids. Neither is an import that was itself withdrawn:
-- the row is again as this one left it.
SELECT count(*)::integer
FROM change AS mine
WHERE mine.county_code = $1 AND mine.import_batch_id = $2 AND mine.entity = $3 AND mine.action = 'imported'
    AND EXISTS (
        SELECT FROM change AS later
        WHERE later.county_code = $1 AND later.entity = $3 AND later.entity_id = mine.entity_id
            AND later.revision > mine.revision AND later.action <> 'reassigned'
            AND NOT EXISTS (
                SELECT FROM import_batch AS b
                WHERE b.county_code = $1 AND b.batch_id = later.import_batch_id AND b.status = 'withdrawn'));
