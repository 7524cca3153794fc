-- What a run found, grid by grid, lowest code first.
-- In:  $1 county_code text, $2 run_id uuid, $3 with_geometry boolean
-- Out: see HotSpotRecord.Read; grid_id integer and geometry text (GeoJSON) of the grid in force of that code, NULL where there is none
SELECT h.grid_code, coalesce(g.name, h.grid_code), h.unresolved_issues, h.value, cardinality(h.neighbour_places), h.z, h.p, h.q,
    h.p_normal, h.p_runs, h.local_moran_z, h.quadrant, h.verdict,
    g.grid_id, CASE WHEN $3 THEN ST_AsGeoJSON(ST_ForcePolygonCCW(g.geom), 7) END
FROM hotspot AS h LEFT JOIN grid AS g USING (county_code, grid_code)
WHERE h.county_code = $1 AND h.run_id = $2
ORDER BY h.grid_code;
