-- Makes an account a member of a county, or gives the member another unit.
-- In:  $1 county_code text, $2 account_id uuid, $3 unit_code text or NULL
-- Out: nothing; no row touched where it was so already
INSERT INTO membership AS m (county_code, account_id, unit_code)
VALUES ($1, $2, $3)
ON CONFLICT (county_code, account_id) DO UPDATE
SET unit_code = EXCLUDED.unit_code, revision = m.revision + 1, updated_at = now()
WHERE m.unit_code IS DISTINCT FROM EXCLUDED.unit_code;
