-- Keys of one account that may still be used, newest first.
-- In:  $1 account_id uuid, $2 key_id uuid or NULL for all
-- Out: key_id uuid, label text, county_code text or NULL, is_read_only boolean, created_at timestamptz, expires_at timestamptz
SELECT key_id, label, county_code, is_read_only, created_at, expires_at
FROM api_key
WHERE account_id = $1 AND ($2::uuid IS NULL OR key_id = $2) AND revoked_at IS NULL AND expires_at > now()
ORDER BY created_at DESC, key_id DESC;
