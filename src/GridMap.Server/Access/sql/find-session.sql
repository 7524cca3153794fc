-- A browser's session that is not over.
-- In:  $1 session_id uuid, $2 idle_minutes integer, $3 longest_hours integer
-- Out: account_id uuid, name text, display_name text, is_administrator boolean, must_change_password boolean,
--      expires_at timestamptz, is_seen_lately boolean; no row where it ended, was idle for too long, the password changed
--      since it began, or the account is disabled
SELECT
    a.account_id, a.name, a.display_name, a.is_administrator, a.must_change_password,
    s.started_at + make_interval(hours => $3), s.last_seen_at > now() - interval '1 minute'
FROM sign_in_session AS s
JOIN account AS a ON a.account_id = s.account_id
WHERE s.session_id = $1 AND s.ended_at IS NULL AND s.security_stamp = a.security_stamp AND a.disabled_at IS NULL
    AND s.last_seen_at > now() - make_interval(mins => $2) AND s.started_at > now() - make_interval(hours => $3);
