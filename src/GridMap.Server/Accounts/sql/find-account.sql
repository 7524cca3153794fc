-- One account, by id or by name.
-- In:  $1 account_id uuid or NULL, $2 name text or NULL (in its normal form)
-- Out: account_id uuid, name text, display_name text, password_hash text or NULL, security_stamp text,
--      is_administrator boolean, is_demo boolean, must_change_password boolean, is_disabled boolean, revision bigint
SELECT
    account_id, name, display_name, password_hash, security_stamp,
    is_administrator, is_demo, must_change_password, disabled_at IS NOT NULL, revision
FROM account
WHERE account_id = $1::uuid OR name = $2::text;
