-- Where a unit is named, drafts of the division included. Deleted issues and facilities stay on record; they do not hold a unit.
-- In:  $1 county_code text, $2 unit_code text
-- Out: how text (see UnitReference), number integer, examples text[] (three at most)
SELECT how, count(*)::integer, (array_agg(name ORDER BY name) FILTER (WHERE name IS NOT NULL))[1:3]
FROM (
    SELECT 1 AS place, 'parent' AS how, name FROM unit WHERE county_code = $1 AND parent_unit_code = $2
    UNION ALL
    SELECT 2, 'lead', name FROM grid WHERE county_code = $1 AND lead_unit_code = $2
    UNION ALL
    SELECT 2, 'draft', g.name
    FROM division_grid AS g JOIN division AS d USING (county_code, division_id)
    WHERE g.county_code = $1 AND g.lead_unit_code = $2 AND d.status IN ('draft', 'checked')
    UNION ALL
    SELECT 3, a.role, coalesce((
        SELECT g.name FROM grid AS g WHERE g.county_code = $1 AND g.grid_code = a.area_code LIMIT 1),
        CASE WHEN a.area_code = '' THEN (SELECT c.name FROM county AS c WHERE c.county_code = $1) ELSE a.area_code END)
    FROM area_responsible AS a WHERE a.county_code = $1 AND a.unit_code = $2
    UNION ALL
    SELECT 4, 'county', (SELECT c.name FROM county AS c WHERE c.county_code = $1)
    FROM county_responsibility WHERE county_code = $1 AND lead_unit_code = $2
    UNION ALL
    SELECT 5, 'department', category FROM category_department WHERE county_code = $1 AND unit_code = $2
    UNION ALL
    SELECT 6, 'issue', '#' || issue_number FROM issue WHERE county_code = $1 AND unit_code = $2 AND deleted_at IS NULL
    UNION ALL
    SELECT 7, 'facility', name FROM facility WHERE county_code = $1 AND unit_code = $2 AND deleted_at IS NULL
    UNION ALL
    SELECT 8, 'membership', a.display_name
    FROM membership AS m JOIN account AS a USING (account_id) WHERE m.county_code = $1 AND m.unit_code = $2
    UNION ALL
    SELECT 9, 'grant', role FROM access_grant WHERE county_code = $1 AND unit_code = $2
    UNION ALL
    SELECT 10, 'key', label FROM api_key
    WHERE county_code = $1 AND unit_code = $2 AND revoked_at IS NULL AND expires_at > now()
) AS named
GROUP BY place, how
ORDER BY place, how;
