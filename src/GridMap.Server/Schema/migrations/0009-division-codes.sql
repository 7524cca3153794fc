-- The county's list of 12-digit division codes (统计用区划代码), against which towns and communities of its divisions are checked.
CREATE TABLE division_code (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    -- Twelve digits; a town's end in 000.
    code            text COLLATE "C" NOT NULL CHECK (code ~ '^[0-9]{12}$'),
    name            text NOT NULL CHECK (name <> ''),
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, code)
);

ALTER TABLE division_code ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON division_code FOR SELECT USING (true);
CREATE POLICY write_within ON division_code USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');
