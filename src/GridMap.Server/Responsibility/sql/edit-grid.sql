-- Gives a grid its lead unit, with history of that and of the people named beside it.
-- In:  $1 county_code text, $2 grid_id integer, $3 lead_unit_code text, $4 change_id uuid,
--      $5 before jsonb, $6 after jsonb (the members that change)
-- Out: revision bigint
-- Drafts of the division that name the same unit as the grid did go along, so that their publication does not take it back;
-- what was checked of them is checked no more.
-- The ground is as it was, so the county's grid_revision stays, and whoever is just storing an issue need not look again.
WITH new AS (
    UPDATE grid SET lead_unit_code = $3, revision = revision + 1, updated_at = now()
    WHERE county_code = $1 AND grid_id = $2
    RETURNING *
), recorded AS (
    INSERT INTO change (
        county_code, change_id, entity, entity_id, action, revision, old_grid_id, new_grid_id, before, after)
    SELECT county_code, $4::uuid, 'grid', grid_id::text, 'edited', revision, grid_id, grid_id, $5::jsonb, $6::jsonb FROM new
), carried AS (
    UPDATE division_grid AS d SET lead_unit_code = $3
    FROM grid AS old, division AS v
    WHERE old.county_code = $1 AND old.grid_id = $2 AND v.county_code = $1 AND v.status IN ('draft', 'checked')
        AND d.county_code = $1 AND d.division_id = v.division_id AND d.grid_code = old.grid_code
        AND d.lead_unit_code IS NOT DISTINCT FROM old.lead_unit_code AND d.lead_unit_code IS DISTINCT FROM $3
    RETURNING d.division_id
), unchecked AS (
    UPDATE division SET status = 'draft', revision = revision + 1
    WHERE county_code = $1 AND division_id IN (SELECT division_id FROM carried)
)
SELECT revision FROM new;
