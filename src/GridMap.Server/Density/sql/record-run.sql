-- Writes down that a run counted a county, and tells the change feed which figures it touched.
-- In:  $1 county_code text, $2 run_id uuid, $3 job text, $4 grids_counted integer, $5 grids_corrected integer,
--      $6 detail jsonb, $7 change_id uuid, or NULL to tell nobody, $8 after jsonb: {"gridIds": […]}, or NULL for all grids
WITH run AS (
    INSERT INTO job_run (county_code, run_id, job, grids_counted, grids_corrected, detail, finished_at)
    VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())
)
INSERT INTO change (county_code, change_id, entity, action, revision, after)
SELECT $1, $7, 'density', 'recounted', 1, $8
WHERE $7 IS NOT NULL;
