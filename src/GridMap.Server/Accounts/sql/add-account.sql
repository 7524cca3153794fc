-- Makes an account.
-- In:  $1 account_id uuid, $2 name text (in its normal form), $3 display_name text, $4 password_hash text or NULL,
--      $5 security_stamp text, $6 is_administrator boolean, $7 is_demo boolean, $8 must_change_password boolean
-- Out: nothing; no row touched where the id or the name is taken
INSERT INTO account (account_id, name, display_name, password_hash, security_stamp, is_administrator, is_demo, must_change_password)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING;
