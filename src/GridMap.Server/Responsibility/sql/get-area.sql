-- What is said of one area, or of the county as a whole.
-- In:  $1 county_code text, $2 area_code text (empty: the county)
-- Out: grid_id integer (NULL: the county), lead_unit_code text, revision bigint (0: nothing was said of the county yet),
--      members, leaders and contacts text[]; no row where there is no such grid or county
SELECT
    area.grid_id, area.lead_unit_code, area.revision,
    ARRAY(SELECT a.unit_code FROM area_responsible AS a
        WHERE a.county_code = $1 AND a.area_code = $2 AND a.role = 'member' ORDER BY a.position, a.unit_code),
    ARRAY(SELECT a.unit_code FROM area_responsible AS a
        WHERE a.county_code = $1 AND a.area_code = $2 AND a.role = 'leader' ORDER BY a.position, a.unit_code),
    ARRAY(SELECT a.unit_code FROM area_responsible AS a
        WHERE a.county_code = $1 AND a.area_code = $2 AND a.role = 'contact' ORDER BY a.position, a.unit_code)
FROM (
    SELECT g.grid_id, g.lead_unit_code, g.revision
    FROM grid AS g
    WHERE $2 <> '' AND g.county_code = $1 AND g.grid_code = $2
    UNION ALL
    SELECT NULL, r.lead_unit_code, coalesce(r.revision, 0)
    FROM county AS c
    LEFT JOIN county_responsibility AS r ON r.county_code = c.county_code
    WHERE $2 = '' AND c.county_code = $1
) AS area;
