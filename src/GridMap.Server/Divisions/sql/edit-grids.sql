-- Takes grids out of a draft, and stores others in it: those of a code that it has are replaced.
-- In:  $1 county_code text, $2 division_id integer, $3 removed codes text[]; one array each, row by row: $4 codes text[],
--      $5 names text[], $6 levels text[], $7 parent_codes text[], $8 lead_unit_codes text[], $9 residents integer[],
--      $10 shapes bytea[] (WKB, MultiPolygon)
-- Out: number of rows touched
-- What a file gave is kept beside a shape as long as nobody draws another.
WITH removed AS (
    DELETE FROM division_grid WHERE county_code = $1 AND division_id = $2 AND grid_code = ANY ($3::text[])
)
INSERT INTO division_grid AS t (county_code, division_id, grid_code, name, level, parent_code, lead_unit_code, residents, geom)
SELECT $1, $2, p.code, p.name, p.level, p.parent_code, p.lead_unit_code, p.residents, ST_SetSRID(ST_GeomFromWKB(p.shape), 4326)
FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::bytea[])
    AS p (code, name, level, parent_code, lead_unit_code, residents, shape)
ON CONFLICT (county_code, division_id, grid_code) DO UPDATE SET
    name = excluded.name, level = excluded.level, parent_code = excluded.parent_code, lead_unit_code = excluded.lead_unit_code,
    residents = excluded.residents, geom = excluded.geom,
    original_geom = CASE WHEN ST_AsEWKB(t.geom) = ST_AsEWKB(excluded.geom) THEN t.original_geom END;
