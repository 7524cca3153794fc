-- Units of a county, lowest code first.
-- In:  $1 county_code text, $2 kind text or NULL, $3 pattern text (LIKE) or NULL
-- Out: unit_code, name, kind, parent_unit_code, phone
SELECT unit_code, name, kind, parent_unit_code, phone
FROM unit
WHERE county_code = $1
    AND ($2::text IS NULL OR kind = $2)
    AND ($3::text IS NULL OR unit_code ILIKE $3 OR name ILIKE $3 OR phone ILIKE $3)
ORDER BY unit_code;
