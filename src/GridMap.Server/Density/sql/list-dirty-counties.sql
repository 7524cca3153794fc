-- Counties with marks that no recount has taken yet.
-- Out: county_code
SELECT c.county_code FROM county AS c
WHERE EXISTS (SELECT FROM dirty_grid AS m WHERE m.county_code = c.county_code)
ORDER BY c.county_code;
