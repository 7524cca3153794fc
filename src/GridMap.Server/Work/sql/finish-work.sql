-- Notes the end of a piece of work.
-- In:  $1 county_code text, $2 work_id uuid, $3 status text, $4 failure text, $5 result jsonb
UPDATE work SET
    status = $3, failure = $4, result = $5, fraction_done = CASE WHEN $3 = 'done' THEN 1 ELSE fraction_done END,
    finished_at = now(), updated_at = now()
WHERE county_code = $1 AND work_id = $2 AND status IN ('waiting', 'running');
