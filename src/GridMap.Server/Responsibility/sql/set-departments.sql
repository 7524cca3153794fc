-- Says which department answers for which kind of problem; what was said before is gone already.
-- In:  $1 county_code text, $2 categories text[], $3 unit_codes text[]
INSERT INTO category_department (county_code, category, unit_code)
SELECT $1, named.category, named.unit_code FROM unnest($2::text[], $3::text[]) AS named (category, unit_code);
