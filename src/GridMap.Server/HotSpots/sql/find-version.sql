-- What a run would be of.
-- In:  $1 county_code text, $2 level text
-- Out: grid_revision bigint, figures_version text, division_id integer in force
SELECT c.grid_revision,
    (SELECT concat_ws('/', c.grid_revision, count(*), sum(d.revision))
     FROM grid_density AS d JOIN grid AS g USING (county_code, grid_id)
     WHERE d.county_code = c.county_code AND g.level = $2),
    (SELECT v.division_id FROM division AS v WHERE v.county_code = c.county_code AND v.status = 'published')
FROM county AS c WHERE c.county_code = $1;
