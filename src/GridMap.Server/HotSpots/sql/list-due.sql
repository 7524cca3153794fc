-- Counties whose figures are settled and changed since they were judged last, or were not judged since the day began there.
-- Out: county_code
-- A county is judged again after a minute at the earliest, one of many grids later: a run of 20,000 grids takes seconds and keeps
-- 40,000 rows.
SELECT c.county_code
FROM county AS c
CROSS JOIN LATERAL (
    SELECT count(*) AS grids, concat_ws('/', c.grid_revision, count(*), sum(d.revision)) AS version
    FROM grid_density AS d JOIN grid AS g USING (county_code, grid_id)
    WHERE d.county_code = c.county_code AND g.level = 'responsibility'
) AS f
LEFT JOIN LATERAL (
    SELECT r.figures_version, r.started_at FROM hotspot_run AS r
    WHERE r.county_code = c.county_code AND r.level = 'responsibility' AND r.measure = 'count'
    ORDER BY r.started_at DESC LIMIT 1
) AS last ON true
WHERE f.grids > 0
    AND NOT EXISTS (SELECT FROM dirty_grid AS m WHERE m.county_code = c.county_code)
    AND (last.started_at IS NULL
        OR last.started_at < date_trunc('day', now(), c.time_zone)
        OR (last.figures_version <> f.version AND last.started_at < now() - make_interval(secs => greatest(60, f.grids * 0.03))))
ORDER BY c.county_code;
