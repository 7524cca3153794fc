-- What somebody holds in a county.
-- In:  $1 county_code text, $2 account_id uuid or NULL, $3 key_id uuid or NULL (a key alone, or one of the account's)
-- Out: role text (NULL: membership without a role), area_code text (NULL: the whole county), area_grid_ids integer[] (NULL:
--      the whole county; empty: no grid has the code), unit_code text; no row for strangers
-- A key of somebody's own gives what its owner holds, in the county it is for.
WITH key AS (
    SELECT * FROM api_key WHERE key_id = $3::uuid
), held AS (
    SELECT g.role, g.area_code, coalesce(g.unit_code, m.unit_code) AS unit_code
    FROM membership AS m
    JOIN access_grant AS g ON g.county_code = m.county_code AND (g.account_id = m.account_id OR g.unit_code = m.unit_code)
    WHERE m.county_code = $1 AND m.account_id = $2::uuid
    UNION ALL
    SELECT NULL, NULL, m.unit_code FROM membership AS m WHERE m.county_code = $1 AND m.account_id = $2::uuid
    UNION ALL
    SELECT 'administrator', NULL, NULL FROM account WHERE account_id = $2::uuid AND is_administrator
    UNION ALL
    SELECT k.role, k.area_code, k.unit_code FROM key AS k WHERE k.account_id IS NULL
)
SELECT
    held.role, held.area_code,
    CASE WHEN held.area_code IS NOT NULL
        THEN ARRAY(SELECT g.grid_id FROM grid AS g WHERE g.county_code = $1 AND g.grid_code = held.area_code) END,
    held.unit_code
FROM held
WHERE EXISTS (SELECT FROM county WHERE county_code = $1)
    AND NOT EXISTS (SELECT FROM key WHERE key.county_code <> $1);
