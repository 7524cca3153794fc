-- Remembers how the columns of a file became fields.
-- In:  $1 county_code text, $2 layer text, $3 columns_sha256 bytea, $4 fields jsonb
INSERT INTO import_mapping (county_code, layer, columns_sha256, fields) VALUES ($1, $2, $3, $4)
ON CONFLICT (county_code, layer, columns_sha256) DO UPDATE SET fields = excluded.fields, updated_at = now();
