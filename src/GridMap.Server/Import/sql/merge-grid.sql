-- Lays the staged grids into a draft: new ones added, known ones that differ updated; grids that are not in the file stay.
-- In:  $1 county_code text, $2 batch_id uuid, $3 division_id integer of the draft; rows of staged_grid, whose parents and
--      lead units were looked at
-- Out: added, updated, staged, outside integer
WITH merged AS (
    INSERT INTO division_grid AS t (
        county_code, division_id, grid_code, name, level, parent_code, lead_unit_code, residents, geom, original_geom, import_batch_id)
    SELECT $1, $3, row_key, name, level, parent_code, lead_unit_code, residents, geom, original_geom, $2
    FROM staged_grid
    ON CONFLICT (county_code, division_id, grid_code) DO UPDATE SET
        name = EXCLUDED.name, level = EXCLUDED.level, parent_code = EXCLUDED.parent_code,
        lead_unit_code = EXCLUDED.lead_unit_code, residents = EXCLUDED.residents,
        geom = EXCLUDED.geom, original_geom = EXCLUDED.original_geom, import_batch_id = EXCLUDED.import_batch_id
    WHERE (t.name, t.level, t.parent_code, t.lead_unit_code, t.residents, ST_AsEWKB(t.geom), ST_AsEWKB(t.original_geom))
        IS DISTINCT FROM (
            EXCLUDED.name, EXCLUDED.level, EXCLUDED.parent_code, EXCLUDED.lead_unit_code, EXCLUDED.residents,
            ST_AsEWKB(EXCLUDED.geom), ST_AsEWKB(EXCLUDED.original_geom))
    RETURNING xmax = 0 AS is_new
)
SELECT
    count(*) FILTER (WHERE is_new)::integer, count(*) FILTER (WHERE NOT is_new)::integer,
    (SELECT count(*)::integer FROM staged_grid), 0
FROM merged;
