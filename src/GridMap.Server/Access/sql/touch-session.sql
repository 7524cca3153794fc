-- Notes that a session is in use, once a minute at most.
-- In:  $1 session_id uuid
-- Out: nothing
UPDATE sign_in_session SET last_seen_at = now()
WHERE session_id = $1 AND ended_at IS NULL AND last_seen_at <= now() - interval '1 minute';
