-- Begins a draft: a copy of the division in force.
-- In:  $1 county_code text, $2 name text, $3 created_by text, $4 import_batch_id uuid (NULL: begun by hand)
-- Out: division_id integer
-- The county's divisions are locked (DivisionLock), so that the highest number is the highest.
WITH opened AS (
    INSERT INTO division (county_code, division_id, name, status, based_on_division_id, created_by, import_batch_id)
    SELECT $1, coalesce(max(division_id), 0) + 1, $2, 'draft', max(division_id) FILTER (WHERE status = 'published'), $3, $4::uuid
    FROM division WHERE county_code = $1
    RETURNING division_id
), copied AS (
    INSERT INTO division_grid (
        county_code, division_id, grid_code, name, level, parent_code, lead_unit_code, residents, geom, original_geom, import_batch_id)
    SELECT $1, o.division_id, g.grid_code, g.name, g.level, p.grid_code, g.lead_unit_code, g.residents, g.geom, g.original_geom, g.import_batch_id
    FROM opened AS o
    JOIN grid AS g ON g.county_code = $1
    LEFT JOIN grid AS p ON p.county_code = g.county_code AND p.grid_id = g.parent_grid_id
)
SELECT division_id FROM opened;
