-- One unit.
-- In:  $1 county_code text, $2 unit_code text
-- Out: unit_code, name, kind, parent_unit_code, parent's name, phone, revision; no row where there is none
SELECT u.unit_code, u.name, u.kind, u.parent_unit_code, above.name, u.phone, u.revision
FROM unit AS u
LEFT JOIN unit AS above ON above.county_code = u.county_code AND above.unit_code = u.parent_unit_code
WHERE u.county_code = $1 AND u.unit_code = $2;
