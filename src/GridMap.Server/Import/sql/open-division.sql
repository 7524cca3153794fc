-- Makes sure the county has the division its grids belong to.
-- In:  $1 county_code text, $2 name text
INSERT INTO division (county_code, division_id, name) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING;
