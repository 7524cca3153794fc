-- A second line behind the queries: the server's sessions change rows only where the transaction says it may.
--
-- Each query scopes what it writes by itself; these policies stop the one that forgets. They confine writes alone: every
-- table has `read_all`, and true OR anything is true before a query is planned, since PostGIS's operators are not leakproof
-- and a policy that stays would keep reads from their indexes. `write_within` is asked of a row before the change and after
-- it. The owner of the tables is not confined: the command line works as it.
--
-- A transaction says where it writes by set_config(…, is_local => true), see CallerWrites.ConfineAsync:
--   gridmap.county_code    the county; unset or empty, nothing can be written
--   gridmap.area_grid_ids  '*' for the whole county, or grids divided by commas, with all beneath them
--   gridmap.unit_codes     units, one a line, whose issues and facilities may be written wherever they lie

-- Issues and facilities: in the areas and of the units the transaction names.
ALTER TABLE issue ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON issue FOR SELECT USING (true);
CREATE POLICY write_within ON issue USING (
    county_code = current_setting('gridmap.county_code', true)
    AND CASE current_setting('gridmap.area_grid_ids', true) WHEN '*' THEN true
        ELSE unit_code = ANY (string_to_array(current_setting('gridmap.unit_codes', true), E'\n'))
            OR EXISTS (
                SELECT FROM grid_within AS w
                WHERE w.county_code = issue.county_code AND w.grid_id = issue.grid_id
                    AND w.ancestor_grid_id = ANY (string_to_array(nullif(current_setting('gridmap.area_grid_ids', true), '*'), ',')::integer[]))
    END
);

ALTER TABLE facility ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON facility FOR SELECT USING (true);
CREATE POLICY write_within ON facility USING (
    county_code = current_setting('gridmap.county_code', true)
    AND CASE current_setting('gridmap.area_grid_ids', true) WHEN '*' THEN true
        ELSE unit_code = ANY (string_to_array(current_setting('gridmap.unit_codes', true), E'\n'))
            OR EXISTS (
                SELECT FROM grid_within AS w
                WHERE w.county_code = facility.county_code AND w.grid_id = facility.grid_id
                    AND w.ancestor_grid_id = ANY (string_to_array(nullif(current_setting('gridmap.area_grid_ids', true), '*'), ',')::integer[]))
    END
);

-- What only those change who may change the whole county.
ALTER TABLE grid ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON grid FOR SELECT USING (true);
CREATE POLICY write_within ON grid USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE unit ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON unit FOR SELECT USING (true);
CREATE POLICY write_within ON unit USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE street ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON street FOR SELECT USING (true);
CREATE POLICY write_within ON street USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE import_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON import_batch FOR SELECT USING (true);
CREATE POLICY write_within ON import_batch USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

-- Who works in the county, and what they may do there.
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON membership FOR SELECT USING (true);
CREATE POLICY write_within ON membership USING (county_code = current_setting('gridmap.county_code', true));

ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON access_grant FOR SELECT USING (true);
CREATE POLICY write_within ON access_grant USING (county_code = current_setting('gridmap.county_code', true));

-- History is added to, never changed; only news of recounts, which tell nothing after a month, are forgotten.
ALTER TABLE change ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON change FOR SELECT USING (true);
CREATE POLICY add_within ON change FOR INSERT WITH CHECK (county_code = current_setting('gridmap.county_code', true));
CREATE POLICY forget_recounts ON change FOR DELETE USING (entity = 'density');
