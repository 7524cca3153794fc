-- A key that may be used now.
-- In:  $1 key_id uuid
-- Out: secret_sha256 bytea, name text, account_id uuid or NULL, is_administrator boolean (everything, in every county),
--      is_read_only boolean; no row where it is unknown, expired or revoked, or its owner disabled
SELECT
    k.secret_sha256, coalesce(a.name || ' · ' || k.label, k.label), k.account_id,
    coalesce(a.is_administrator AND k.county_code IS NULL, k.role = 'administrator' AND k.county_code IS NULL), k.is_read_only
FROM api_key AS k
LEFT JOIN account AS a ON a.account_id = k.account_id
WHERE k.key_id = $1 AND k.revoked_at IS NULL AND k.expires_at > now() AND a.disabled_at IS NULL;
