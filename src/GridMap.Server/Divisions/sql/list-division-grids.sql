-- The grids of a division, in force or not, lowest code first.
-- In:  $1 county_code text, $2 division_id integer, $3 level text (NULL: all), $4 after_code text, $5 most integer
-- Out: see DivisionRecord.ReadGrid
-- Positions in full: what is drawn on comes back, and has to fit its neighbours to the last digit.
SELECT grid_code, name, level, parent_code, lead_unit_code, residents, area_square_metres, unresolved_issues, ST_AsGeoJSON(geom, 15)
FROM (
    SELECT g.grid_code, g.name, g.level, g.parent_code, g.lead_unit_code, g.residents, g.area_square_metres, g.unresolved_issues, g.geom
    FROM division_grid AS g
    WHERE g.county_code = $1 AND g.division_id = $2
    UNION ALL
    SELECT g.grid_code, g.name, g.level, p.grid_code, g.lead_unit_code, g.residents, g.area_square_metres, f.unresolved_issues, g.geom
    FROM division AS d
    JOIN grid AS g ON g.county_code = d.county_code
    LEFT JOIN grid AS p ON p.county_code = g.county_code AND p.grid_id = g.parent_grid_id
    LEFT JOIN grid_density AS f ON f.county_code = g.county_code AND f.grid_id = g.grid_id
    WHERE d.county_code = $1 AND d.division_id = $2 AND d.status = 'published'
) AS of_division
WHERE ($3::text IS NULL OR level = $3) AND ($4::text IS NULL OR grid_code > $4)
ORDER BY grid_code
LIMIT $5;
