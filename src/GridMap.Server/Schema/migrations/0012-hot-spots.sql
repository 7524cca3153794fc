-- Where problems concentrate, judged after densities settle; every run can be computed again from its record.
CREATE TABLE hotspot_run (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    run_id          uuid NOT NULL,
    level           text NOT NULL,
    measure         text NOT NULL CHECK (measure IN ('count', 'rate')),
    -- The division whose grids were judged, and the figures they had.
    division_id     integer,
    figures_version text NOT NULL,
    tolerance_metres double precision NOT NULL,
    -- Within which islands were given neighbours; 0 where there were none.
    band_metres     double precision NOT NULL,
    seed            bigint NOT NULL,
    runs            integer NOT NULL,
    refined_runs    integer NOT NULL,
    draws           text NOT NULL,
    largest_q       double precision NOT NULL,
    grids           integer NOT NULL,
    links           integer NOT NULL,
    islands         integer NOT NULL,
    hot             integer NOT NULL,
    cold            integer NOT NULL,
    mean            double precision,
    -- NULL: not computable.
    moran_i         double precision,
    moran_z         double precision,
    started_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz NOT NULL,
    PRIMARY KEY (county_code, run_id)
);
-- The latest run, and those old enough to be dropped.
CREATE INDEX hotspot_run_by_time ON hotspot_run (county_code, level, measure, started_at DESC);

CREATE TABLE hotspot (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    run_id          uuid NOT NULL,
    -- Not its number: a run outlives the division whose grids it judged.
    grid_code       text COLLATE "C" NOT NULL,
    unresolved_issues integer NOT NULL,
    -- What was judged: the count, or the smoothed rate per square kilometre.
    value           double precision NOT NULL,
    -- Its place in the run, from 0, and those of its neighbours: who touched whom is kept with what was found.
    place           integer NOT NULL,
    neighbour_places integer[] NOT NULL,
    -- All NULL: not computable.
    z               double precision,
    p_normal        double precision,
    p               double precision,
    p_runs          integer,
    q               double precision,
    local_moran_z   double precision,
    quadrant        text NOT NULL,
    verdict         text NOT NULL CHECK (verdict IN ('hot', 'cold', 'none', 'too-sparse', 'not-computable')),
    PRIMARY KEY (county_code, run_id, grid_code),
    UNIQUE (county_code, run_id, place),
    FOREIGN KEY (county_code, run_id) REFERENCES hotspot_run ON DELETE CASCADE
);

ALTER TABLE hotspot_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON hotspot_run FOR SELECT USING (true);
CREATE POLICY write_within ON hotspot_run USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE hotspot ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON hotspot FOR SELECT USING (true);
CREATE POLICY write_within ON hotspot USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');
