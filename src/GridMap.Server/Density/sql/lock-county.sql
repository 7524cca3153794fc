-- Waits until nobody changes the county's grids, and keeps them from changing until the transaction ends.
-- In:  $1 county_code text
-- Out: county_code, no row where there is no such county
-- The same lock that a writer of issues takes; whoever changes grids takes the row FOR UPDATE.
SELECT county_code FROM county WHERE county_code = $1 FOR KEY SHARE;
