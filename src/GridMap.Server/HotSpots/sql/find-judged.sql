-- One grid as a run judged it, and its rank by what was judged.
-- In:  $1 county_code text, $2 run_id uuid, $3 grid_code text
-- Out: see HotSpotRecord.Read; rank integer, 1 for the most
SELECT h.grid_code, coalesce(g.name, h.grid_code), h.unresolved_issues, h.value, cardinality(h.neighbour_places), h.z, h.p, h.q,
    h.p_normal, h.p_runs, h.local_moran_z, h.quadrant, h.verdict,
    (SELECT count(*)::integer + 1 FROM hotspot AS more
     WHERE more.county_code = h.county_code AND more.run_id = h.run_id AND more.value > h.value)
FROM hotspot AS h LEFT JOIN grid AS g USING (county_code, grid_code)
WHERE h.county_code = $1 AND h.run_id = $2 AND h.grid_code = $3;
