-- Grids of a county with their lead units, lowest code first.
-- In:  $1 county_code text; the rest narrow the list down and are NULL where they do not:
--      $2 level text, $3 lead_unit_code text, $4 pattern text (LIKE), $5..$8 west, south, east, north double precision
--      (degrees), $9 after_code text (the page before ended there), $10 most integer
-- Out: see GridRecord.Read
-- Seven decimals are a centimetre. The box is compared in 3857, where the index is; 85.06 is as far as it reaches.
SELECT
    g.grid_id, g.grid_code, g.name, g.level, parent.grid_code, g.area_square_metres, g.residents,
    u.unit_code, u.name, u.kind, u.parent_unit_code, u.phone, g.original_geom IS NOT NULL, ST_AsGeoJSON(g.geom, 7)
FROM grid AS g
LEFT JOIN grid AS parent ON parent.county_code = g.county_code AND parent.grid_id = g.parent_grid_id
LEFT JOIN unit AS u ON u.county_code = g.county_code AND u.unit_code = g.lead_unit_code
WHERE g.county_code = $1
    AND ($2::text IS NULL OR g.level = $2)
    AND ($3::text IS NULL OR g.lead_unit_code = $3)
    AND ($4::text IS NULL OR g.grid_code ILIKE $4 OR g.name ILIKE $4)
    AND ($5::double precision IS NULL OR (
        g.geom_3857 && ST_Transform(ST_MakeEnvelope($5, greatest($6, -85.06), $7, least($8, 85.06), 4326), 3857)
        AND ST_Intersects(g.geom, ST_MakeEnvelope($5, $6, $7, $8, 4326))))
    AND ($9::text IS NULL OR g.grid_code > $9)
ORDER BY g.grid_code
LIMIT $10;
