-- Sets what a county asks of its divisions. What was checked against other rules is unchecked; a check under way comes to nothing.
-- In:  $1 county_code text, $2 sliver_width_metres double precision, $3 grid_code_scheme text, $4 boundary bytea (WKB; NULL for none)
-- Out: number of rows touched
WITH unchecked AS (
    UPDATE division SET status = 'draft', revision = revision + 1
    WHERE county_code = $1 AND status IN ('draft', 'checked')
)
UPDATE county SET
    sliver_width_metres = $2, grid_code_scheme = $3, boundary_geom = ST_SetSRID(ST_GeomFromWKB($4), 4326),
    division_rules_revision = division_rules_revision + 1
WHERE county_code = $1;
