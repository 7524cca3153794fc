-- Divisions are versions: drafted, checked for gaps and overlaps, published, superseded.
--
-- `grid` holds the division in force and nothing else, so that no query has to say which one it means. What a draft would
-- make of it, and what it was before, stands in `division_grid`.

ALTER TABLE county
    -- How wide a gap or overlap may be and still count as drawn well: the diameter of the largest circle inside it.
    ADD COLUMN sliver_width_metres double precision NOT NULL DEFAULT 0.5 CHECK (sliver_width_metres BETWEEN 0 AND 100),
    -- free: any text. gbt30428: 6 + 3 + 3 + 3 digits.
    ADD COLUMN grid_code_scheme text NOT NULL DEFAULT 'free' CHECK (grid_code_scheme IN ('free', 'gbt30428')),
    -- The ground to be divided; NULL: whatever the grids cover.
    ADD COLUMN boundary_geom geometry(MultiPolygon, 4326);

ALTER TABLE division
    ADD COLUMN status text NOT NULL DEFAULT 'published' CHECK (status IN ('draft', 'checked', 'published', 'superseded')),
    -- The division that was in force when the draft was begun: another one since, and it cannot be published.
    ADD COLUMN based_on_division_id integer,
    ADD COLUMN import_batch_id uuid,
    -- As the audit names whoever began it.
    ADD COLUMN created_by text,
    -- Raised by every change of the draft's grids.
    ADD COLUMN revision bigint NOT NULL DEFAULT 1,
    ADD COLUMN checked_at timestamptz,
    -- Of the last check: wider than the county tolerates, and not.
    ADD COLUMN blocking_defects integer,
    ADD COLUMN tolerated_defects integer,
    ADD COLUMN published_at timestamptz,
    ADD COLUMN superseded_at timestamptz,
    -- The administrator's written reason to publish it with its defects, and who gave it.
    ADD COLUMN defects_accepted_because text,
    ADD COLUMN defects_accepted_by text;
UPDATE division SET published_at = created_at;
ALTER TABLE division ALTER COLUMN status SET DEFAULT 'draft';
-- One division of a county is in force.
CREATE UNIQUE INDEX division_in_force ON division (county_code) WHERE status = 'published';

-- The grids of divisions that are not in force: drafts, and what was.
CREATE TABLE division_grid (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    division_id     integer NOT NULL,
    grid_code       text COLLATE "C" NOT NULL CHECK (grid_code <> ''),
    name            text NOT NULL CHECK (name <> ''),
    level           text NOT NULL CHECK (level IN ('town', 'community', 'responsibility', 'unit')),
    parent_code     text COLLATE "C",
    lead_unit_code  text COLLATE "C",
    residents       integer CHECK (residents >= 0),
    geom            geometry(MultiPolygon, 4326) NOT NULL,
    original_geom   geometry(Geometry, 4326),
    -- Geodesic, on WGS 84, holes left out.
    area_square_metres double precision NOT NULL GENERATED ALWAYS AS (ST_Area(geom::geography)) STORED,
    -- Of a division that was in force: the grid's number then, and its last figures.
    grid_id         integer,
    unresolved_issues integer,
    issues_ever     integer,
    counted_at      timestamptz,
    import_batch_id uuid,
    PRIMARY KEY (county_code, division_id, grid_code),
    FOREIGN KEY (county_code, division_id) REFERENCES division ON DELETE CASCADE,
    CONSTRAINT division_grid_geom_is_on_earth CHECK (
        NOT ST_IsEmpty(geom)
        AND ST_XMin(geom) >= -180 AND ST_XMax(geom) <= 180
        AND ST_YMin(geom) >= -85.05 AND ST_YMax(geom) <= 85.05)
);

-- What the last check of a draft found.
CREATE TABLE division_defect (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    division_id     integer NOT NULL,
    defect_number   integer NOT NULL CHECK (defect_number > 0),
    kind            text NOT NULL,
    grid_codes      text[] NOT NULL,
    -- A point inside it, to go there.
    geom            geometry(Point, 4326) NOT NULL,
    -- Its shape; NULL where it has none.
    shape_geom      geometry(Geometry, 4326),
    area_square_metres double precision NOT NULL CHECK (area_square_metres >= 0),
    width_metres    double precision NOT NULL CHECK (width_metres >= 0),
    is_tolerated    boolean NOT NULL,
    PRIMARY KEY (county_code, division_id, defect_number),
    FOREIGN KEY (county_code, division_id) REFERENCES division ON DELETE CASCADE
);

-- Unit grids (单元网格) are a layer beneath the responsibility grids, which are composed of them.
ALTER TABLE grid DROP CONSTRAINT grid_level_check;
ALTER TABLE grid ADD CONSTRAINT grid_level_check CHECK (level IN ('town', 'community', 'responsibility', 'unit'));
-- Takes the key and the reference that name it along.
ALTER TABLE grid DROP COLUMN division_id;
ALTER TABLE grid ADD UNIQUE (county_code, grid_code);

ALTER TABLE import_batch DROP CONSTRAINT import_batch_status_check;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_status_check CHECK (status IN ('published', 'draft', 'withdrawn'));
ALTER TABLE change DROP CONSTRAINT change_action_check;
ALTER TABLE change ADD CONSTRAINT change_action_check CHECK (action IN (
    'added', 'edited', 'resolved', 'reopened', 'cleared', 'restored', 'deleted', 'reassigned',
    'imported', 'withdrawn', 'reload', 'recounted', 'published', 'removed'));

-- Work that takes longer than a request should: how far it is, for every server to tell, and whether it is to stop.
CREATE TABLE work (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    work_id         uuid NOT NULL,
    kind            text NOT NULL,
    -- What it is about, and what it was told to do with it.
    subject         text COLLATE "C" NOT NULL,
    instruction     jsonb NOT NULL,
    actor           jsonb NOT NULL,
    status          text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    stage           text,
    fraction_done   double precision NOT NULL DEFAULT 0 CHECK (fraction_done BETWEEN 0 AND 1),
    is_cancel_asked boolean NOT NULL DEFAULT false,
    -- One sentence where it failed.
    failure         text,
    result          jsonb,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,
    PRIMARY KEY (county_code, work_id)
);
-- What is under way about something.
CREATE INDEX work_by_subject ON work (county_code, kind, subject, created_at DESC);

ALTER TABLE division ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON division FOR SELECT USING (true);
CREATE POLICY write_within ON division USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE division_grid ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON division_grid FOR SELECT USING (true);
CREATE POLICY write_within ON division_grid USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE division_defect ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON division_defect FOR SELECT USING (true);
CREATE POLICY write_within ON division_defect USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');
