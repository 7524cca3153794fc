-- Notes that the county's departments changed.
-- In:  $1 county_code text
INSERT INTO county_responsibility AS r (county_code) VALUES ($1)
ON CONFLICT (county_code) DO UPDATE SET revision = r.revision + 1, updated_at = now();
