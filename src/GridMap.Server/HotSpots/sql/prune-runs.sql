-- Forgets runs older than two hours, but for the last of each of the county's days, and that after two years.
-- In:  $1 county_code text
DELETE FROM hotspot_run AS r USING county AS c
WHERE r.county_code = $1 AND c.county_code = r.county_code AND r.started_at < now() - interval '2 hours'
    AND (r.started_at < now() - interval '2 years' OR EXISTS (
        SELECT FROM hotspot_run AS later
        WHERE later.county_code = r.county_code AND later.level = r.level AND later.measure = r.measure AND later.started_at > r.started_at
            AND date_trunc('day', later.started_at, c.time_zone) = date_trunc('day', r.started_at, c.time_zone)));
