-- Entries of one chain of the audit, newest first.
-- In:  $1 county_code text ('000000' for what concerns no county); filters, each NULL where not asked for: $2 actor text (a
--      LIKE pattern, letters of either size), $3 action text (one action, or the kind of thing before its dot),
--      $4 outcome text, $5 entity text, $6 entity_id text, $7 from_milliseconds bigint (this or later), $8 to_milliseconds
--      bigint (before this); $9 before_sequence bigint or NULL, $10 most integer
-- Out: sequence bigint, at_milliseconds bigint, content text
SELECT sequence, at_milliseconds, content::text
FROM audit_entry
WHERE county_code = $1
    AND ($2::text IS NULL OR actor ILIKE $2)
    AND ($3::text IS NULL OR action = $3 OR starts_with(action, $3 || '.'))
    AND ($4::text IS NULL OR outcome = $4)
    AND ($5::text IS NULL OR entity = $5)
    AND ($6::text IS NULL OR entity_id = $6)
    AND ($7::bigint IS NULL OR at_milliseconds >= $7)
    AND ($8::bigint IS NULL OR at_milliseconds < $8)
    AND ($9::bigint IS NULL OR sequence < $9)
ORDER BY sequence DESC
LIMIT $10;
