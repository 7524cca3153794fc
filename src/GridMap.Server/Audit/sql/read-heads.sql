-- The last entry of every chain, and the time it is now.
-- Out: county_code text, sequence bigint, sha256 bytea, now timestamptz; one row with NULLs where there is no entry at all
SELECT head.county_code, head.sequence, head.sha256, now()
FROM (VALUES (true)) AS always
LEFT JOIN (
    SELECT DISTINCT ON (county_code) county_code, sequence, sha256 FROM audit_entry ORDER BY county_code, sequence DESC
) AS head ON true;
