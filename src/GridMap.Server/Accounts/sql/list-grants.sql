-- What members and units may do in a county, oldest first.
-- In:  $1 county_code text, $2 grant_id uuid or NULL, $3 account_id uuid or NULL: one grant, those of one member, or all
-- Out: grant_id uuid, account_id uuid or NULL, account_name text or NULL, unit_code text or NULL, unit_name text or NULL,
--      role text, area_code text or NULL, area_name text or NULL (also where no grid has the code), created_at timestamptz
SELECT
    g.grant_id, g.account_id, a.name, g.unit_code, u.name, g.role, g.area_code,
    (SELECT min(area.name) FROM grid AS area WHERE area.county_code = g.county_code AND area.grid_code = g.area_code),
    g.created_at
FROM access_grant AS g
LEFT JOIN account AS a ON a.account_id = g.account_id
LEFT JOIN unit AS u ON u.county_code = g.county_code AND u.unit_code = g.unit_code
WHERE g.county_code = $1 AND ($2::uuid IS NULL OR g.grant_id = $2) AND ($3::uuid IS NULL OR g.account_id = $3)
ORDER BY g.created_at, g.grant_id;
