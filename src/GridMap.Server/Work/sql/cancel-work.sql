-- Asks for the end of a piece of work; one that is over stays as it is.
-- In:  $1 county_code text, $2 work_id uuid
UPDATE work SET is_cancel_asked = true, updated_at = now() WHERE county_code = $1 AND work_id = $2 AND status IN ('waiting', 'running');
