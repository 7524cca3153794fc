-- Who answers for what: besides the lead unit of a grid, which stays with the grid.
--
-- Areas are named by their codes, so that what is said of them outlives a new division of the county; a code that no grid
-- has says nothing until a grid has it again.

-- person: a leader in charge (包抓领导) or somebody to call; the unit above is where they work.
ALTER TABLE unit DROP CONSTRAINT unit_kind_check;
ALTER TABLE unit ADD CONSTRAINT unit_kind_check CHECK (kind IN ('territorial', 'functional', 'person'));
-- The units of a unit, before it is deleted.
CREATE INDEX unit_by_parent ON unit (county_code, parent_unit_code) WHERE parent_unit_code IS NOT NULL;

-- Who works for an area beside its lead unit.
CREATE TABLE area_responsible (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    -- A grid's code, of any level; empty: the whole county.
    area_code       text COLLATE "C" NOT NULL,
    -- member: 成员单位. leader: 包抓领导. contact: whom to call.
    role            text NOT NULL CHECK (role IN ('member', 'leader', 'contact')),
    unit_code       text COLLATE "C" NOT NULL,
    -- The order in which people named them, from 1.
    position        integer NOT NULL CHECK (position > 0),
    PRIMARY KEY (county_code, area_code, role, unit_code),
    FOREIGN KEY (county_code, unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED
);
-- What a unit or person is named for.
CREATE INDEX area_responsible_by_unit ON area_responsible (county_code, unit_code);

-- What is said of the county as a whole; no row, nothing was said yet.
CREATE TABLE county_responsibility (
    county_code     text COLLATE "C" PRIMARY KEY REFERENCES county,
    -- Answers where no grid on the way up has a lead unit.
    lead_unit_code  text COLLATE "C",
    -- Raised by every change of this row, of the county's own people and of its departments.
    revision        bigint NOT NULL DEFAULT 1,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (county_code, lead_unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED
);

-- Which department answers for a kind of problem (条), wherever it lies.
CREATE TABLE category_department (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    -- The whole of an issue's category or its beginning; the longest that fits counts. Empty: every category.
    category        text COLLATE "C" NOT NULL,
    unit_code       text COLLATE "C" NOT NULL,
    PRIMARY KEY (county_code, category),
    FOREIGN KEY (county_code, unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX category_department_by_unit ON category_department (county_code, unit_code);

-- Changed by those alone who may change the whole county.
ALTER TABLE area_responsible ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON area_responsible FOR SELECT USING (true);
CREATE POLICY write_within ON area_responsible USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE county_responsibility ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON county_responsibility FOR SELECT USING (true);
CREATE POLICY write_within ON county_responsibility USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE category_department ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON category_department FOR SELECT USING (true);
CREATE POLICY write_within ON category_department USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');
