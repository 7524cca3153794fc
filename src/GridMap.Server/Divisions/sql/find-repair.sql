-- The latest proposal to repair a draft.
-- In:  $1 county_code text, $2 division_id integer
-- Out: see RepairRecord.Read
SELECT division_id, revision, created_at, remaining_blocking, remaining_tolerated, steps::text
FROM division_repair WHERE county_code = $1 AND division_id = $2;
