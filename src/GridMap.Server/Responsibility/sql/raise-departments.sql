-- Notes that the county's departments changed.
-- In:  $1 county_code text, $2 change_id uuid, $3 before jsonb, $4 after jsonb (objects with the member departments)
-- Told as a change of the units, of none in particular: open screens show them as they answer now.
WITH raised AS (
    INSERT INTO county_responsibility AS r (county_code) VALUES ($1)
    ON CONFLICT (county_code) DO UPDATE SET revision = r.revision + 1, updated_at = now()
    RETURNING revision
)
INSERT INTO change (county_code, change_id, entity, action, revision, before, after)
SELECT $1, $2::uuid, 'unit', 'edited', revision, $3::jsonb, $4::jsonb FROM raised;
