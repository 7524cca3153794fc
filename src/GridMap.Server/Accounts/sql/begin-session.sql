-- Begins a session of an account that still is as it was when its password was checked.
-- In:  $1 session_id uuid, $2 account_id uuid, $3 security_stamp text, $4 address text or NULL, $5 user_agent text or NULL
-- Out: nothing; no row touched where the account changed meanwhile
INSERT INTO sign_in_session (session_id, account_id, security_stamp, address, user_agent)
SELECT $1, account_id, security_stamp, $4, $5
FROM account
WHERE account_id = $2 AND security_stamp = $3 AND disabled_at IS NULL;
