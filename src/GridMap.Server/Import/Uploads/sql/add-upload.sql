-- Notes a file that was sent.
-- In:  $1 county_code text, $2 upload_id uuid, $3 owner_id uuid, $4 file_name text, $5 bytes bigint
-- Out: created_at timestamptz
INSERT INTO upload (county_code, upload_id, owner_id, file_name, bytes) VALUES ($1, $2, $3, $4, $5) RETURNING created_at;
