-- Units by code.
-- In:  $1 county_code text, $2 unit_codes text[]
-- Out: unit_code, name, kind, parent_unit_code, phone
SELECT unit_code, name, kind, parent_unit_code, phone FROM unit WHERE county_code = $1 AND unit_code = ANY ($2::text[]);
