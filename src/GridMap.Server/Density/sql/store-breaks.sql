-- Stores the class breaks of a county and has open screens read the county again.
-- In:  $1 county_code text, $2 density_breaks_per_square_kilometre double precision[], $3 count_breaks integer[],
--      $4 is_renewal boolean: replaces stored ones, $5 change_id uuid
-- Out: county_code when they were stored
WITH stored AS (
    UPDATE county SET density_breaks_per_square_kilometre = $2, count_breaks = $3
    WHERE county_code = $1 AND ($4 OR density_breaks_per_square_kilometre IS NULL)
    RETURNING county_code
), told AS (
    INSERT INTO change (county_code, change_id, entity, action, revision)
    SELECT county_code, $5, 'county', 'edited', 1 FROM stored
)
SELECT county_code FROM stored;
