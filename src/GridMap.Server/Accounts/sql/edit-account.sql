-- Changes an account that is still at the revision it was read at.
-- In:  $1 account_id uuid, $2 revision bigint, $3 display_name text, $4 password_hash text or NULL, $5 security_stamp text,
--      $6 is_administrator boolean, $7 must_change_password boolean, $8 is_disabled boolean
-- Out: nothing; no row touched where somebody else changed it first
UPDATE account
SET display_name = $3, password_hash = $4, security_stamp = $5, is_administrator = $6, must_change_password = $7,
    disabled_at = CASE WHEN $8 THEN coalesce(disabled_at, now()) END,
    revision = revision + 1, updated_at = now()
WHERE account_id = $1 AND revision = $2;
