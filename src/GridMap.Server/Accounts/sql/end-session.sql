-- Ends a session, and clears away what is left of the account's sessions of a month ago.
-- In:  $1 session_id uuid
-- Out: nothing
WITH ended AS (
    UPDATE sign_in_session SET ended_at = now() WHERE session_id = $1 AND ended_at IS NULL RETURNING account_id
)
DELETE FROM sign_in_session AS s USING ended
WHERE s.account_id = ended.account_id AND s.session_id <> $1 AND s.started_at < now() - interval '30 days';
