-- How the grids of a draft, or of a division that was, differ from those in force; lowest code first.
-- In:  $1 county_code text, $2 division_id integer
-- Out: see DivisionRecord.ReadDifference
-- "Before" is what is in force, "after" the division asked about.
WITH in_force AS (
    SELECT g.grid_code, g.name, g.level, p.grid_code AS parent_code, g.lead_unit_code, g.residents, g.geom, g.area_square_metres
    FROM grid AS g
    LEFT JOIN grid AS p ON p.county_code = g.county_code AND p.grid_id = g.parent_grid_id
    WHERE g.county_code = $1
), asked AS (
    SELECT * FROM division_grid WHERE county_code = $1 AND division_id = $2
)
SELECT grid_code, coalesce(a.name, f.name), coalesce(a.level, f.level),
    CASE WHEN f.name IS NULL THEN 'added' WHEN a.name IS NULL THEN 'removed'
        WHEN ST_AsEWKB(a.geom) <> ST_AsEWKB(f.geom) THEN 'reshaped' ELSE 'described' END,
    f.lead_unit_code, a.lead_unit_code, f.area_square_metres, a.area_square_metres, ST_AsGeoJSON(coalesce(a.geom, f.geom), 7)
FROM asked AS a
FULL JOIN in_force AS f USING (grid_code)
WHERE (a.name, a.level, a.parent_code, a.lead_unit_code, a.residents, ST_AsEWKB(a.geom))
    IS DISTINCT FROM (f.name, f.level, f.parent_code, f.lead_unit_code, f.residents, ST_AsEWKB(f.geom))
ORDER BY grid_code;
