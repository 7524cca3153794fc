-- Grids of the division in force, those above before those beneath, so that a file can be imported from its start.
-- In:  $1 county_code text, $2 level text or NULL for all
-- Out: the columns of ExportLayer.Grids, geom geometry(MultiPolygon, 4326)
SELECT
    g.grid_code, g.name, g.level, parent.grid_code, g.lead_unit_code, u.name, g.residents::bigint, g.area_square_metres, g.geom
FROM grid AS g
LEFT JOIN grid AS parent ON parent.county_code = g.county_code AND parent.grid_id = g.parent_grid_id
LEFT JOIN unit AS u ON u.county_code = g.county_code AND u.unit_code = g.lead_unit_code
WHERE g.county_code = $1
    AND ($2::text IS NULL OR g.level = $2)
ORDER BY array_position(ARRAY['town', 'community', 'responsibility', 'unit'], g.level), g.grid_code;
