-- The whole audit, chain by chain, as it is stored: to be hashed anew by the reader.
-- Out: county_code text, sequence bigint, content text, sha256 bytea, at_milliseconds bigint; actor, action, outcome, entity,
--      entity_id text
SELECT county_code, sequence, content::text, sha256, at_milliseconds, actor, action, outcome, entity, entity_id
FROM audit_entry
ORDER BY county_code, sequence;
