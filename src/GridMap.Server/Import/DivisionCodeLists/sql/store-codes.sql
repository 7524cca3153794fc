-- Stores a county's list of division codes. Drafts that were checked against another one are unchecked, and a check under way comes
-- to nothing.
-- In:  $1 county_code text, $2 codes text[], $3 names text[], one to one
-- Out: number of rows touched
WITH unchecked AS (
    UPDATE division SET status = 'draft', revision = revision + 1
    WHERE county_code = $1 AND status IN ('draft', 'checked')
)
INSERT INTO division_code (county_code, code, name)
SELECT $1, c.code, c.name FROM unnest($2::text[], $3::text[]) AS c (code, name);
