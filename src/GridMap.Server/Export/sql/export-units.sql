-- Units of a county, lowest code first.
-- In:  $1 county_code text
-- Out: the columns of ExportLayer.Units
SELECT unit_code, name, kind, parent_unit_code, phone
FROM unit
WHERE county_code = $1
ORDER BY unit_code;
