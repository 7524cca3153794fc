-- Whether what a grant names is there.
-- In:  $1 county_code text, $2 account_id uuid or NULL, $3 unit_code text or NULL, $4 area_code text or NULL
-- Out: is_member boolean, member_unit_code text or NULL, has_unit boolean, has_area boolean
SELECT
    EXISTS (SELECT FROM membership WHERE county_code = $1 AND account_id = $2::uuid),
    (SELECT unit_code FROM membership WHERE county_code = $1 AND account_id = $2::uuid),
    EXISTS (SELECT FROM unit WHERE county_code = $1 AND unit_code = $3::text),
    EXISTS (SELECT FROM grid WHERE county_code = $1 AND grid_code = $4::text);
