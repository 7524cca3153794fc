-- Stores unit grids in a draft, and sets the vertices where they end on the borders of other grids.
-- In:  $1 county_code text, $2 division_id integer; one array each, unit grid by unit grid: $3 codes text[], $4 names text[],
--      $5 parent_codes text[], $6 shapes bytea[] (WKB, Polygon); $7 codes of the others text[], $8 their shapes bytea[] (WKB)
-- Out: number of rows touched
-- Nobody leads a unit grid of itself: whoever leads the grid it is a part of does.
WITH noded AS (
    UPDATE division_grid AS t SET geom = ST_Multi(ST_SetSRID(ST_GeomFromWKB(n.shape), 4326))
    FROM unnest($7::text[], $8::bytea[]) AS n (code, shape)
    WHERE t.county_code = $1 AND t.division_id = $2 AND t.grid_code = n.code
)
INSERT INTO division_grid (county_code, division_id, grid_code, name, level, parent_code, geom)
SELECT $1, $2, u.code, u.name, 'unit', u.parent_code, ST_Multi(ST_SetSRID(ST_GeomFromWKB(u.shape), 4326))
FROM unnest($3::text[], $4::text[], $5::text[], $6::bytea[]) AS u (code, name, parent_code, shape);
