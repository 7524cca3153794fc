-- Notes what the check of a draft found, unless the draft was changed while it was checked.
-- In:  $1 county_code text, $2 division_id integer, $3 revision bigint that was checked,
--      $4 blocking_defects integer, $5 tolerated_defects integer
-- Out: number of rows touched
UPDATE division SET
    status = 'checked', checked_at = now(), blocking_defects = $4, tolerated_defects = $5
WHERE county_code = $1 AND division_id = $2 AND revision = $3 AND status IN ('draft', 'checked');
