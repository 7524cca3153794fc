-- Begins a piece of work, or takes it up again after a server that died over it.
-- In:  $1 county_code text, $2 work_id uuid
-- Out: kind text, subject text, instruction text, actor text, is_cancel_asked boolean; no row where it is over
UPDATE work SET
    status = CASE WHEN is_cancel_asked THEN 'cancelled' ELSE 'running' END,
    finished_at = CASE WHEN is_cancel_asked THEN now() END, updated_at = now()
WHERE county_code = $1 AND work_id = $2 AND status IN ('waiting', 'running')
RETURNING kind, subject, instruction::text, actor::text, is_cancel_asked;
