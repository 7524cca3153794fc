-- Which units a county does not have, and which grids a draft does not.
-- In:  $1 county_code text, $2 division_id integer, $3 unit_codes text[], $4 grid_codes text[]
-- Out: is_unit boolean, code text; the first of each
(
    SELECT true, code FROM unnest($3::text[]) AS asked (code)
    WHERE NOT EXISTS (SELECT FROM unit WHERE county_code = $1 AND unit_code = code) LIMIT 1
) UNION ALL (
    SELECT false, code FROM unnest($4::text[]) AS asked (code)
    WHERE NOT EXISTS (SELECT FROM division_grid WHERE county_code = $1 AND division_id = $2 AND grid_code = code) LIMIT 1
);
