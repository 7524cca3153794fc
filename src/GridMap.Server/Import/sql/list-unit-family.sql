-- Every unit of a county with its parent, to find a file's rows their places in the tree.
-- In:  $1 county_code text
-- Out: unit_code, parent_unit_code text, level NULL: units stand at no level
SELECT unit_code, parent_unit_code, NULL::text FROM unit WHERE county_code = $1;
