-- One grid with the grids above it, its lead unit and its figure.
-- In:  $1 county_code text, $2 grid_code text
-- Out: see GridRecord.ReadDetail; no row where there is none
SELECT
    g.grid_id, g.grid_code, g.name, g.level, parent.grid_code, g.area_square_metres, g.residents,
    u.unit_code, u.name, u.kind, u.parent_unit_code, u.phone, g.original_geom IS NOT NULL, ST_AsGeoJSON(g.geom, 7),
    parent.name, parent.level, top.grid_code, top.name, top.level,
    d.unresolved_issues, d.issues_per_square_kilometre, d.as_of, g.revision
FROM grid AS g
LEFT JOIN grid AS parent ON parent.county_code = g.county_code AND parent.grid_id = g.parent_grid_id
LEFT JOIN grid AS top ON top.county_code = parent.county_code AND top.grid_id = parent.parent_grid_id
LEFT JOIN unit AS u ON u.county_code = g.county_code AND u.unit_code = g.lead_unit_code
LEFT JOIN grid_density AS d ON d.county_code = g.county_code AND d.grid_id = g.grid_id
WHERE g.county_code = $1 AND g.grid_code = $2;
