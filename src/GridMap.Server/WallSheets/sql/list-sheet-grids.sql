-- The responsibility grids of an area, each with who answers for it: the unit, leaders and contacts that the nearest area on
-- the way up to the county names (属地兜底), as GET …/responsibility tells them.
-- In:  $1 county_code text, $2 grid_id integer of the area or NULL for the whole county
-- Out: grid_code, name, area_square_metres; codes and names text[] of the areas above it, the highest first;
--      the lead unit's name and phone (NULLs where nobody is named); leaders text[]; contacts text[] with their phones;
--      geom geometry(MultiPolygon, 4326); in the order of the codes, those above first
WITH RECURSIVE wanted AS (
    SELECT g.grid_id
    FROM grid AS g
    WHERE g.county_code = $1 AND g.level = 'responsibility'
        AND ($2::integer IS NULL OR g.grid_id = ANY (ARRAY(
            SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = $2)))
), climbed AS (
    SELECT g.grid_id, 0 AS height, g.grid_code AS area_code, g.name, g.lead_unit_code, g.parent_grid_id
    FROM wanted JOIN grid AS g ON g.county_code = $1 AND g.grid_id = wanted.grid_id
    UNION ALL
    SELECT c.grid_id, c.height + 1, above.grid_code, above.name, above.lead_unit_code, above.parent_grid_id
    FROM climbed AS c JOIN grid AS above ON above.county_code = $1 AND above.grid_id = c.parent_grid_id
), chain AS (
    SELECT grid_id, height, area_code, lead_unit_code FROM climbed
    UNION ALL
    -- The county, higher than any level.
    SELECT wanted.grid_id, 100, '', r.lead_unit_code
    FROM wanted LEFT JOIN county_responsibility AS r ON r.county_code = $1
), led AS (
    SELECT DISTINCT ON (grid_id) grid_id, lead_unit_code
    FROM chain WHERE lead_unit_code IS NOT NULL
    ORDER BY grid_id, height
), named AS (
    SELECT
        chain.grid_id, a.role, a.position, p.unit_code, p.name, p.phone,
        rank() OVER (PARTITION BY chain.grid_id, a.role ORDER BY chain.height) AS nearness
    FROM chain
    JOIN area_responsible AS a ON a.county_code = $1 AND a.area_code = chain.area_code AND a.role IN ('leader', 'contact')
    JOIN unit AS p ON p.county_code = $1 AND p.unit_code = a.unit_code
), people AS (
    SELECT
        grid_id,
        array_agg(name ORDER BY position, unit_code) FILTER (WHERE role = 'leader') AS leaders,
        array_agg(concat_ws(' ', name, phone) ORDER BY position, unit_code) FILTER (WHERE role = 'contact') AS contacts
    FROM named WHERE nearness = 1
    GROUP BY grid_id
), above AS (
    SELECT grid_id, array_agg(area_code ORDER BY height DESC) AS codes, array_agg(name ORDER BY height DESC) AS names
    FROM climbed WHERE height > 0
    GROUP BY grid_id
)
SELECT
    g.grid_code, g.name, g.area_square_metres, coalesce(above.codes, '{}'), coalesce(above.names, '{}'),
    u.name, u.phone, coalesce(people.leaders, '{}'), coalesce(people.contacts, '{}'), g.geom
FROM wanted
JOIN grid AS g ON g.county_code = $1 AND g.grid_id = wanted.grid_id
LEFT JOIN above ON above.grid_id = g.grid_id
LEFT JOIN led ON led.grid_id = g.grid_id
LEFT JOIN unit AS u ON u.county_code = $1 AND u.unit_code = led.lead_unit_code
LEFT JOIN people ON people.grid_id = g.grid_id
ORDER BY coalesce(above.codes, '{}'), g.grid_code;
