-- The content of a file that was sent, in order.
-- In:  $1 county_code text, $2 upload_id uuid
-- Out: content bytea
SELECT content FROM upload_part WHERE county_code = $1 AND upload_id = $2 ORDER BY part;
