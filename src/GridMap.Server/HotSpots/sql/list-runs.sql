-- Runs of a county, the latest first.
-- In:  $1 county_code text, $2 run_id uuid (NULL: all), $3 measure text (NULL: all), $4 most integer
-- Out: see HotSpotRecord.ReadRun
SELECT run_id, level, measure, division_id, figures_version, tolerance_metres, band_metres, seed, runs, refined_runs, draws, largest_q,
    grids, links, islands, hot, cold, mean, moran_i, moran_z, started_at, finished_at
FROM hotspot_run
WHERE county_code = $1 AND ($2::uuid IS NULL OR run_id = $2) AND ($3::text IS NULL OR measure = $3)
ORDER BY started_at DESC, measure
LIMIT $4;
