-- One piece of work.
-- In:  $1 county_code text, $2 work_id uuid
-- Out: see WorkBoard.Read
SELECT work_id, kind, subject, status, stage, fraction_done, failure, result, created_at, finished_at
FROM work WHERE county_code = $1 AND work_id = $2;
