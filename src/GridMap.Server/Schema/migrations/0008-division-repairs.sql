-- What was proposed to repair a draft, until somebody accepts it or the draft changes; and the revision of what a county
-- asks of its divisions.
ALTER TABLE county ADD COLUMN division_rules_revision bigint NOT NULL DEFAULT 1;

-- The latest proposal of each draft.
CREATE TABLE division_repair (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    division_id     integer NOT NULL,
    -- Of the draft as it was looked at: after another change of its grids it is a proposal for what is no more.
    revision        bigint NOT NULL,
    -- What would be done, in order: kind, gridCodes, to, areaSquareMetres, place (GeoJSON).
    steps           jsonb NOT NULL,
    -- What a check would find afterwards.
    remaining_blocking integer NOT NULL,
    remaining_tolerated integer NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, division_id),
    FOREIGN KEY (county_code, division_id) REFERENCES division ON DELETE CASCADE
);

-- The grids it would change, as they would be.
CREATE TABLE division_repair_grid (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    division_id     integer NOT NULL,
    grid_code       text COLLATE "C" NOT NULL,
    geom            geometry(MultiPolygon, 4326) NOT NULL,
    PRIMARY KEY (county_code, division_id, grid_code),
    FOREIGN KEY (county_code, division_id) REFERENCES division_repair ON DELETE CASCADE
);

ALTER TABLE division_repair ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON division_repair FOR SELECT USING (true);
CREATE POLICY write_within ON division_repair USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE division_repair_grid ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON division_repair_grid FOR SELECT USING (true);
CREATE POLICY write_within ON division_repair_grid USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');
