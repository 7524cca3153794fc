-- Notes that what is said of the county as a whole changed, and stores its own unit.
-- In:  $1 county_code text, $2 lead_unit_code text
-- Out: revision bigint
INSERT INTO county_responsibility AS r (county_code, lead_unit_code) VALUES ($1, $2)
ON CONFLICT (county_code) DO UPDATE SET lead_unit_code = $2, revision = r.revision + 1, updated_at = now()
RETURNING revision;
