-- Forgets runs, and the change feed's news of them, after thirty days.
-- In:  $1 county_code text
WITH runs AS (
    DELETE FROM job_run WHERE county_code = $1 AND started_at < now() - interval '30 days'
)
DELETE FROM change WHERE county_code = $1 AND entity = 'density' AND changed_at < now() - interval '30 days';
