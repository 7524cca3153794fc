-- Where facilities or issues already stand that rows of a file name, by their external id or, of facilities, by their name.
-- In:  $1 county_code text, $2 layer text (facilities or issues), $3 external_ids text[], $4 names text[]
-- Out: external_id text, name text (NULL for issues), longitude double precision, latitude double precision
SELECT external_id, name, ST_X(geom), ST_Y(geom)
FROM facility
WHERE $2 = 'facilities' AND county_code = $1 AND deleted_at IS NULL AND (external_id = ANY ($3) OR name = ANY ($4))
UNION ALL
SELECT external_id, NULL, ST_X(geom), ST_Y(geom)
FROM issue
WHERE $2 = 'issues' AND county_code = $1 AND deleted_at IS NULL AND external_id = ANY ($3)
LIMIT 5000;
