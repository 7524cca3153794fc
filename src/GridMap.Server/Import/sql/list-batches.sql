-- The imports of a county, newest first; or one of them with its findings.
-- In:  $1 county_code text, $2 batch_id uuid or NULL for all
-- Out: batch_id uuid; layer, file_name, status text; rows_read, rows_added, rows_updated, rows_unchanged, rows_left_out,
--      rows_refused, rows_outside integer; published_at timestamptz; report text (a list without its findings where all
--      imports are asked for, except the repaired, which are counted); place text
SELECT
    batch_id, layer, file_name, status, rows_read, rows_added, rows_updated, rows_unchanged, rows_left_out, rows_refused,
    rows_outside, published_at,
    CASE WHEN $2 IS NULL THEN jsonb_path_query_array(report, '$[*] ? (@.wasRepaired == true)') ELSE report END::text, place
FROM import_batch
WHERE county_code = $1 AND ($2 IS NULL OR batch_id = $2)
ORDER BY published_at DESC, batch_id
LIMIT 500;
