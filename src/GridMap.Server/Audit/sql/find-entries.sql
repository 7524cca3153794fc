-- The hashes of entries that anchors name.
-- In:  $1 county_codes text[], $2 sequences bigint[], pair by pair
-- Out: place integer (from 1), sha256 bytea or NULL where there is no such entry
SELECT asked.place::integer, e.sha256
FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (county_code, sequence, place)
LEFT JOIN audit_entry AS e ON e.county_code = asked.county_code AND e.sequence = asked.sequence
ORDER BY asked.place;
