-- Records an import.
-- In:  $1 county_code text, $2 batch_id uuid, $3 layer text, $4 file_name text, $5 file_sha256 bytea, $6 mapping jsonb,
--      $7 rows_read, $8 rows_added, $9 rows_updated, $10 rows_unchanged, $11 rows_left_out, $12 rows_refused,
--      $13 rows_outside integer, $14 defects_accepted_because text, $15 report jsonb, $16 status text, $17 place text
-- Out: published_at timestamptz
INSERT INTO import_batch (
    county_code, batch_id, layer, file_name, file_sha256, mapping, status, rows_read, rows_added, rows_updated,
    rows_unchanged, rows_left_out, rows_refused, rows_outside, defects_accepted_because, report, place)
VALUES ($1, $2, $3, $4, $5, $6, $16, $7, $8, $9, $10, $11, $12, $13, $14, $15, $17)
RETURNING published_at;
