-- Grants a role.
-- In:  $1 county_code text, $2 grant_id uuid, $3 account_id uuid or NULL, $4 unit_code text or NULL, $5 role text,
--      $6 area_code text or NULL
-- Out: nothing; no row touched where the id is taken. The same grant under another id violates access_grant_once.
INSERT INTO access_grant (county_code, grant_id, account_id, unit_code, role, area_code)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (county_code, grant_id) DO NOTHING;
