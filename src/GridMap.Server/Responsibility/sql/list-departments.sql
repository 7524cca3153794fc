-- Which department answers for which kind of problem.
-- In:  $1 county_code text
-- Out: category text, then the unit: unit_code, name, kind, parent_unit_code, phone
SELECT d.category, u.unit_code, u.name, u.kind, u.parent_unit_code, u.phone
FROM category_department AS d
JOIN unit AS u ON u.county_code = d.county_code AND u.unit_code = d.unit_code
WHERE d.county_code = $1
ORDER BY d.category;
