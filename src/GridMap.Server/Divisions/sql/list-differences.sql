-- How the grids of a division differ from those of another; lowest code first.
-- In:  $1 county_code text, $2 division_id integer, $3 level text (NULL: all)
-- Out: see DivisionRecord.ReadDifference
-- "After" is the division asked about. "Before" is what is in force, for a draft; for one that is or was in force, the one
-- that it took the place of: what came first changed nothing. Further vertices on the same edges, as unit grids set them on
-- their neighbours', reshape nothing: 1e-9 degrees are a tenth of a millimetre.
WITH of_division AS (
    SELECT status IN ('draft', 'checked') AS is_draft, status = 'published' AS is_in_force, based_on_division_id
    FROM division WHERE county_code = $1 AND division_id = $2
), in_force AS (
    SELECT g.grid_code, g.name, g.level, p.grid_code AS parent_code, g.lead_unit_code, g.residents, g.geom, g.area_square_metres
    FROM grid AS g
    LEFT JOIN grid AS p ON p.county_code = g.county_code AND p.grid_id = g.parent_grid_id
    WHERE g.county_code = $1
), kept AS (
    SELECT k.division_id, k.grid_code, k.name, k.level, k.parent_code, k.lead_unit_code, k.residents, k.geom, k.area_square_metres
    FROM division_grid AS k
    WHERE k.county_code = $1
), f AS (
    SELECT f.* FROM in_force AS f JOIN of_division AS d ON d.is_draft
    UNION ALL
    SELECT grid_code, name, level, parent_code, lead_unit_code, residents, geom, area_square_metres
    FROM kept JOIN of_division AS d ON NOT d.is_draft AND kept.division_id = d.based_on_division_id
), a AS (
    SELECT a.* FROM in_force AS a JOIN of_division AS d ON d.is_in_force
    UNION ALL
    SELECT grid_code, name, level, parent_code, lead_unit_code, residents, geom, area_square_metres
    FROM kept WHERE division_id = $2
)
SELECT grid_code, coalesce(a.name, f.name), coalesce(a.level, f.level),
    CASE WHEN f.name IS NULL THEN 'added' WHEN a.name IS NULL THEN 'removed'
        WHEN is_reshaped THEN 'reshaped' ELSE 'described' END,
    f.lead_unit_code, a.lead_unit_code, f.area_square_metres, a.area_square_metres, ST_AsGeoJSON(coalesce(a.geom, f.geom), 7)
FROM a
FULL JOIN f USING (grid_code)
CROSS JOIN LATERAL (
    SELECT CASE WHEN ST_AsEWKB(a.geom) <> ST_AsEWKB(f.geom) THEN ST_HausdorffDistance(a.geom, f.geom) > 1e-9 ELSE false END AS is_reshaped
) AS s
WHERE (a.name IS NULL OR f.name IS NULL OR is_reshaped
        OR (a.name, a.level, a.parent_code, a.lead_unit_code, a.residents)
            IS DISTINCT FROM (f.name, f.level, f.parent_code, f.lead_unit_code, f.residents))
    AND ($3::text IS NULL OR coalesce(a.level, f.level) = $3)
    AND EXISTS (SELECT FROM of_division WHERE is_draft OR based_on_division_id IS NOT NULL)
ORDER BY grid_code;
