-- Units of a county, lowest code first.
-- In:  $1 county_code text, $2 kind text or NULL, $3 pattern text (LIKE) or NULL
-- Out: unit_code, name, kind, parent_unit_code, phone, parent's name
SELECT u.unit_code, u.name, u.kind, u.parent_unit_code, u.phone, above.name
FROM unit AS u
LEFT JOIN unit AS above ON above.county_code = u.county_code AND above.unit_code = u.parent_unit_code
WHERE u.county_code = $1
    AND ($2::text IS NULL OR u.kind = $2)
    AND ($3::text IS NULL OR u.unit_code ILIKE $3 OR u.name ILIKE $3 OR u.phone ILIKE $3)
ORDER BY u.unit_code;
