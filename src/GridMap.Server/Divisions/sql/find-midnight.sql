-- When a day begins in a county.
-- In:  $1 county_code text, $2 day date
-- Out: timestamptz; NULL where it has begun
SELECT nullif(greatest(($2::date)::timestamp AT TIME ZONE time_zone, now()), now()) FROM county WHERE county_code = $1;
