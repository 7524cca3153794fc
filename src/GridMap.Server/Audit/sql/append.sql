-- Appends one entry to a county's chain: the last statement of its transaction, after the chain was locked.
-- In:  $1 county_code text, $2 content jsonb (without the time), $3 change_ids uuid[] (whose before and after it tells; one at most)
-- See table audit_entry for what is hashed.
WITH last AS (
    SELECT sequence, sha256 FROM audit_entry WHERE county_code = $1 ORDER BY sequence DESC LIMIT 1
), told AS (
    SELECT
        coalesce((SELECT sequence FROM last), 0) + 1 AS sequence,
        (SELECT sha256 FROM last) AS previous,
        $2::jsonb || jsonb_build_object('atMilliseconds', floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)
            || coalesce((
                SELECT jsonb_build_object(
                    'action', c.entity || '.' || c.action, 'entity', c.entity, 'entityId', c.entity_id, 'before', c.before, 'after', c.after)
                FROM change AS c WHERE c.county_code = $1 AND c.change_id = ANY ($3) LIMIT 1), '{}') AS content
)
INSERT INTO audit_entry (county_code, sequence, content, sha256)
SELECT $1, sequence, content,
    sha256(coalesce(previous, ''::bytea) || convert_to(format('/%s/%s/%s', $1, sequence, content), 'UTF8'))
FROM told;
