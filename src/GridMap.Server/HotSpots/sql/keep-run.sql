-- Keeps a run with what it found.
-- In:  $1 county_code text, $2 run_id uuid, $3 level, $4 measure text, $5 division_id integer, $6 figures_version text,
--      $7 tolerance_metres, $8 band_metres double precision, $9 seed bigint, $10 runs, $11 refined_runs integer, $12 draws text,
--      $13 largest_q double precision, $14 links, $15 islands integer, $16 mean, $17 moran_i, $18 moran_z double precision;
--      one array each, grid by grid: $19 grid_codes text[], $20 unresolved_issues integer[], $21 values double precision[],
--      $22 places of its neighbours text[] ('0,3'), $23 z, $24 p_normal, $25 p double precision[], $26 p_runs integer[], $27 q, $28 local_moran_z
--      double precision[], $29 quadrants, $30 verdicts text[]
WITH run AS (
    INSERT INTO hotspot_run (
        county_code, run_id, level, measure, division_id, figures_version, tolerance_metres, band_metres, seed, runs, refined_runs, draws,
        largest_q, grids, links, islands, hot, cold, mean, moran_i, moran_z, finished_at)
    SELECT $1, $2, $3, $4, $5::integer, $6, $7, $8, $9, $10, $11, $12, $13, cardinality($19::text[]), $14, $15,
        cardinality(array_positions($30::text[], 'hot')), cardinality(array_positions($30::text[], 'cold')),
        $16::double precision, $17::double precision, $18::double precision, clock_timestamp()
)
INSERT INTO hotspot (
    county_code, run_id, place, grid_code, unresolved_issues, value, neighbour_places, z, p_normal, p, p_runs, q, local_moran_z, quadrant,
    verdict)
SELECT $1, $2, g.number - 1, g.code, g.issues, g.value, string_to_array(g.places, ',')::integer[], g.z, g.p_normal, g.p, g.p_runs, g.q,
    g.local_moran_z, g.quadrant, g.verdict
FROM unnest(
    $19::text[], $20::integer[], $21::double precision[], $22::text[], $23::double precision[], $24::double precision[],
    $25::double precision[], $26::integer[], $27::double precision[], $28::double precision[], $29::text[], $30::text[])
    WITH ORDINALITY AS g (code, issues, value, places, z, p_normal, p, p_runs, q, local_moran_z, quadrant, verdict, number);
