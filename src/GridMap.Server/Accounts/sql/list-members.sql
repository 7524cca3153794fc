-- Who works in a county, by name.
-- In:  $1 county_code text, $2 account_id uuid or NULL for all
-- Out: account_id uuid, name text, display_name text, is_disabled boolean, unit_code text or NULL, unit_name text or NULL
SELECT m.account_id, a.name, a.display_name, a.disabled_at IS NOT NULL, m.unit_code, u.name
FROM membership AS m
JOIN account AS a ON a.account_id = m.account_id
LEFT JOIN unit AS u ON u.county_code = m.county_code AND u.unit_code = m.unit_code
WHERE m.county_code = $1 AND ($2::uuid IS NULL OR m.account_id = $2)
ORDER BY a.name;
