-- A file that was sent within the hour.
-- In:  $1 county_code text, $2 upload_id uuid, $3 owner_id uuid
-- Out: file_name text, created_at timestamptz
SELECT file_name, created_at FROM upload
WHERE county_code = $1 AND upload_id = $2 AND owner_id = $3 AND created_at > now() - interval '1 hour';
