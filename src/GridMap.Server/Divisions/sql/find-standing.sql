-- The import that brought a draft, and which division is in force now.
-- In:  $1 county_code text, $2 division_id integer
-- Out: import_batch_id uuid, division_id integer
SELECT d.import_batch_id, f.division_id
FROM division AS d
LEFT JOIN division AS f ON f.county_code = d.county_code AND f.status = 'published'
WHERE d.county_code = $1 AND d.division_id = $2;
