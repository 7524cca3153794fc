-- Notes that what is said of the county as a whole changed, and stores its own unit.
-- In:  $1 county_code text, $2 lead_unit_code text, $3 change_id uuid, $4 before jsonb, $5 after jsonb (the members that change)
-- Out: revision bigint
-- Told as a change of the units, of none in particular: open screens show them as they answer now.
WITH raised AS (
    INSERT INTO county_responsibility AS r (county_code, lead_unit_code) VALUES ($1, $2)
    ON CONFLICT (county_code) DO UPDATE SET lead_unit_code = $2, revision = r.revision + 1, updated_at = now()
    RETURNING revision
), told AS (
    INSERT INTO change (county_code, change_id, entity, action, revision, before, after)
    SELECT $1, $3::uuid, 'unit', 'edited', revision, $4::jsonb, $5::jsonb FROM raised
)
SELECT revision FROM raised;
