-- A grid and all areas above it, the county last, each with its lead unit and its people: read in one statement, so that
-- they belong together while somebody publishes another division.
-- In:  $1 county_code text, $2 grid_id integer
-- Out: height integer (0: the grid), grid_code (empty: the county), name, level (NULL: the county),
--      the lead unit (NULLs where there is none): unit_code, name, kind, parent_unit_code, phone;
--      unresolved_issues integer, issues_per_square_kilometre double precision, as_of timestamptz;
--      people: arrays of equal length: role, unit_code, name, kind, parent_unit_code, phone text[];
--      no row where there is no such grid
WITH RECURSIVE climbed AS (
    SELECT 0 AS height, grid_id, grid_code, name, level, parent_grid_id, lead_unit_code
    FROM grid WHERE county_code = $1 AND grid_id = $2
    UNION ALL
    SELECT c.height + 1, above.grid_id, above.grid_code, above.name, above.level, above.parent_grid_id, above.lead_unit_code
    FROM climbed AS c JOIN grid AS above ON above.county_code = $1 AND above.grid_id = c.parent_grid_id
), chain AS (
    SELECT height, grid_id, grid_code, name, level, lead_unit_code FROM climbed
    UNION ALL
    SELECT (SELECT max(height) + 1 FROM climbed), NULL, '', c.name, NULL, r.lead_unit_code
    FROM county AS c LEFT JOIN county_responsibility AS r ON r.county_code = c.county_code
    WHERE c.county_code = $1 AND EXISTS (SELECT FROM climbed)
)
SELECT
    chain.height, chain.grid_code, chain.name, chain.level,
    u.unit_code, u.name, u.kind, u.parent_unit_code, u.phone,
    d.unresolved_issues, d.issues_per_square_kilometre, d.as_of,
    people.roles, people.codes, people.names, people.kinds, people.parents, people.phones
FROM chain
LEFT JOIN unit AS u ON u.county_code = $1 AND u.unit_code = chain.lead_unit_code
LEFT JOIN grid_density AS d ON d.county_code = $1 AND d.grid_id = chain.grid_id
LEFT JOIN LATERAL (
    SELECT
        array_agg(a.role ORDER BY a.position, a.unit_code) AS roles,
        array_agg(p.unit_code ORDER BY a.position, a.unit_code) AS codes,
        array_agg(p.name ORDER BY a.position, a.unit_code) AS names,
        array_agg(p.kind ORDER BY a.position, a.unit_code) AS kinds,
        array_agg(p.parent_unit_code ORDER BY a.position, a.unit_code) AS parents,
        array_agg(p.phone ORDER BY a.position, a.unit_code) AS phones
    FROM area_responsible AS a JOIN unit AS p ON p.county_code = a.county_code AND p.unit_code = a.unit_code
    WHERE a.county_code = $1 AND a.area_code = chain.grid_code
) AS people ON true
ORDER BY chain.height;
