-- Notes how far a piece of work is.
-- In:  $1 county_code text, $2 work_id uuid, $3 stage text, $4 fraction_done double precision
-- Out: is_cancel_asked boolean
UPDATE work SET stage = $3, fraction_done = $4, updated_at = now()
WHERE county_code = $1 AND work_id = $2
RETURNING is_cancel_asked;
