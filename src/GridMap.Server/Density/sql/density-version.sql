-- What a density answer is made of, without the answer: when none of it changed, neither did the answer.
-- In:  $1 county_code text, $2 level text
-- Out: version text, as_of timestamptz, density_breaks_per_square_kilometre, count_breaks; no row: no such county
SELECT
    concat_ws('/', c.grid_revision, c.density_breaks_per_square_kilometre, c.count_breaks,
        f.number, f.revisions, f.as_of, m.number, m.sum),
    f.as_of,
    c.density_breaks_per_square_kilometre,
    c.count_breaks
FROM county AS c
CROSS JOIN LATERAL (
    SELECT count(*) AS number, sum(d.revision) AS revisions, max(d.as_of) AS as_of
    FROM grid_density AS d JOIN grid AS g ON g.county_code = d.county_code AND g.grid_id = d.grid_id
    WHERE d.county_code = c.county_code AND g.level = $2
) AS f
CROSS JOIN LATERAL (
    SELECT count(*) AS number, sum(hashtextextended(m.dirty_id::text, 0)) AS sum
    FROM dirty_grid AS m WHERE m.county_code = c.county_code
) AS m
WHERE c.county_code = $1;
