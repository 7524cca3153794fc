-- What was lately asked for about something, newest first.
-- In:  $1 county_code text, $2 kind text (NULL: all), $3 subject text (NULL: all)
-- Out: see WorkBoard.Read
SELECT work_id, kind, subject, status, stage, fraction_done, failure, result, created_at, finished_at
FROM work
WHERE county_code = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR subject = $3)
ORDER BY created_at DESC
LIMIT 20;
