-- The counties that somebody has to do with.
-- In:  $1 account_id uuid or NULL, $2 key_id uuid or NULL (a key alone, or one of the account's), $3 is_everywhere boolean
-- Out: county_code text
SELECT c.county_code
FROM county AS c
LEFT JOIN api_key AS k ON k.key_id = $2::uuid
WHERE (k.county_code IS NULL OR k.county_code = c.county_code) AND (
    $3
    OR (k.key_id IS NOT NULL AND k.account_id IS NULL)
    OR EXISTS (SELECT FROM account AS a WHERE a.account_id = $1::uuid AND a.is_administrator)
    OR EXISTS (SELECT FROM membership AS m WHERE m.county_code = c.county_code AND m.account_id = $1::uuid))
ORDER BY c.county_code;
