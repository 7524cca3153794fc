-- Makes a key with a role of its own.
-- In:  $1 key_id uuid, $2 secret_sha256 bytea, $3 label text, $4 role text, $5 county_code text or NULL, $6 area_code text or
--      NULL, $7 unit_code text or NULL, $8 is_read_only boolean, $9 days integer (valid so long)
-- Out: nothing
INSERT INTO api_key (key_id, secret_sha256, label, role, county_code, area_code, unit_code, is_read_only, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9));
