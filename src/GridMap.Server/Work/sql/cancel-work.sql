-- Asks for the end of a piece of work; one that waits is over at once, one that is over stays as it is.
-- In:  $1 county_code text, $2 work_id uuid
UPDATE work SET
    is_cancel_asked = true, updated_at = now(),
    status = CASE status WHEN 'waiting' THEN 'cancelled' ELSE status END,
    finished_at = CASE status WHEN 'waiting' THEN now() END
WHERE county_code = $1 AND work_id = $2 AND status IN ('waiting', 'running');
