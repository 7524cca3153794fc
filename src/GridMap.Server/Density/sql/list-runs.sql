-- The latest recounts of a county, newest first.
-- In:  $1 county_code text, $2 limit integer
-- Out: run_id, job, grids_counted, grids_corrected, detail text (JSON), started_at, finished_at
SELECT r.run_id, r.job, r.grids_counted, r.grids_corrected, r.detail::text, r.started_at, r.finished_at
FROM job_run AS r
WHERE r.county_code = $1 AND r.job IN ('density', 'full-recount')
ORDER BY r.started_at DESC, r.run_id DESC
LIMIT $2;
