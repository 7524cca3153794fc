-- Keeps the division in force, with the last figures of its grids, as one that was.
-- In:  $1 county_code text, whose row is locked FOR UPDATE
-- A county whose grids stand in no division (none was ever published) keeps nothing.
WITH ended AS (
    UPDATE division SET status = 'superseded', superseded_at = now()
    WHERE county_code = $1 AND status = 'published'
    RETURNING division_id
)
INSERT INTO division_grid (
    county_code, division_id, grid_code, name, level, parent_code, lead_unit_code, residents, geom, original_geom, import_batch_id,
    grid_id, unresolved_issues, issues_ever, counted_at)
SELECT $1, e.division_id, g.grid_code, g.name, g.level, p.grid_code, g.lead_unit_code, g.residents, g.geom, g.original_geom, g.import_batch_id,
    g.grid_id, d.unresolved_issues, d.issues_ever, d.as_of
FROM ended AS e
JOIN grid AS g ON g.county_code = $1
LEFT JOIN grid AS p ON p.county_code = g.county_code AND p.grid_id = g.parent_grid_id
LEFT JOIN grid_density AS d ON d.county_code = g.county_code AND d.grid_id = g.grid_id;
