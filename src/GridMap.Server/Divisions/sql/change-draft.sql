-- Notes that a draft's grids change, unless somebody else changed them since; it has to be checked again.
-- In:  $1 county_code text, $2 division_id integer, $3 revision bigint that the change was made for
-- Out: number of rows touched; 0 where the draft was changed, or is none any more
UPDATE division SET status = 'draft', revision = revision + 1
WHERE county_code = $1 AND division_id = $2 AND revision = $3 AND status IN ('draft', 'checked');
