-- The neighbours that a grid had in a run, the most first.
-- In:  $1 county_code text, $2 run_id uuid, $3 grid_code text
-- Out: grid_code, name text, unresolved_issues integer, value double precision
SELECT n.grid_code, coalesce(g.name, n.grid_code), n.unresolved_issues, n.value
FROM hotspot AS h
JOIN hotspot AS n ON n.county_code = h.county_code AND n.run_id = h.run_id AND n.place = ANY (h.neighbour_places)
LEFT JOIN grid AS g ON g.county_code = n.county_code AND g.grid_code = n.grid_code
WHERE h.county_code = $1 AND h.run_id = $2 AND h.grid_code = $3
ORDER BY n.value DESC, n.grid_code;
