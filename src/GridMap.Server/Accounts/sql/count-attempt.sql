-- Counts an attempt to sign in, on all servers together.
-- In:  $1 subject_sha256 bytea, $2 window_minutes integer
-- Out: attempts integer (in the present window, this one included), seconds_left integer (of the window)
INSERT INTO sign_in_limit AS l (subject_sha256, attempts)
VALUES ($1, 1)
ON CONFLICT (subject_sha256) DO UPDATE SET
    attempts = CASE WHEN l.window_started_at > now() - make_interval(mins => $2) THEN l.attempts + 1 ELSE 1 END,
    window_started_at = CASE WHEN l.window_started_at > now() - make_interval(mins => $2) THEN l.window_started_at ELSE now() END
RETURNING attempts, greatest(1, ceil(extract(epoch FROM window_started_at + make_interval(mins => $2) - now())))::integer;
