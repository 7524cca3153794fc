-- Keeps a proposal to repair a draft in the place of the one before, unless the draft was changed since it was looked at.
-- In:  $1 county_code text, $2 division_id integer, $3 revision bigint that was looked at, $4 steps text (JSON),
--      $5 remaining_blocking integer, $6 remaining_tolerated integer, $7 grid_codes text[], $8 shapes bytea[] (WKB), one to one
-- Out: number of rows touched; 0 where the draft was changed
WITH looked_at AS (
    SELECT FROM division WHERE county_code = $1 AND division_id = $2 AND revision = $3 AND status = 'checked' FOR UPDATE
), forgotten AS (
    DELETE FROM division_repair_grid WHERE county_code = $1 AND division_id = $2 AND EXISTS (SELECT FROM looked_at)
        AND grid_code <> ALL ($7::text[])
), kept AS (
    INSERT INTO division_repair (county_code, division_id, revision, steps, remaining_blocking, remaining_tolerated)
    SELECT $1, $2, $3, $4::text::jsonb, $5, $6 FROM looked_at
    ON CONFLICT (county_code, division_id) DO UPDATE SET
        revision = excluded.revision, steps = excluded.steps, remaining_blocking = excluded.remaining_blocking,
        remaining_tolerated = excluded.remaining_tolerated, created_at = now()
    RETURNING county_code, division_id
), grids AS (
    INSERT INTO division_repair_grid (county_code, division_id, grid_code, geom)
    SELECT k.county_code, k.division_id, g.code, ST_Multi(ST_SetSRID(ST_GeomFromWKB(g.shape), 4326))
    FROM kept AS k CROSS JOIN unnest($7::text[], $8::bytea[]) AS g (code, shape)
    ON CONFLICT (county_code, division_id, grid_code) DO UPDATE SET geom = excluded.geom
)
UPDATE division SET revision = revision WHERE county_code = $1 AND division_id = $2 AND EXISTS (SELECT FROM kept);
