-- Makes a key of an account's own.
-- In:  $1 key_id uuid, $2 secret_sha256 bytea, $3 label text, $4 account_id uuid, $5 county_code text or NULL,
--      $6 is_read_only boolean, $7 days integer (valid so long)
-- Out: nothing; no row touched where the id is taken
INSERT INTO api_key (key_id, secret_sha256, label, account_id, county_code, is_read_only, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
ON CONFLICT (key_id) DO NOTHING;
