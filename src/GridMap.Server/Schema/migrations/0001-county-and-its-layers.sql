-- The county, its division into grids, and what lies on them.
--
-- Rules every later migration keeps (tests/GridMap.Server.Tests/Schema checks them in the catalog):
--   * `county` is a reference table; every other key, unique constraint and foreign key starts with county_code,
--     so that the tables can be distributed by county without a change of schema;
--   * no triggers, no business logic in functions: the writing code marks dirty and writes history;
--   * ids come from the application, business times from now();
--   * stored coordinates are EPSG:4326, longitude first; the 3857 columns serve tiles.

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE TABLE county (
    county_code     text COLLATE "C" PRIMARY KEY CHECK (county_code ~ '^[0-9]{6}$'),
    name            text NOT NULL CHECK (name <> ''),
    -- IANA name; days and file times without a zone are read in it.
    time_zone       text NOT NULL,
    is_demo         boolean NOT NULL DEFAULT false,
    -- Raised by every change of the county's grids. A writer that assigned a grid with an older one must assign again.
    grid_revision   bigint NOT NULL DEFAULT 0,
    -- Upper limits of the classes a map colours by, stored so that the colours of two days can be compared.
    -- NULL until the first density of the county is known.
    density_breaks_per_square_kilometre double precision[],
    count_breaks    integer[],
    created_at      timestamptz NOT NULL DEFAULT now()
);

-- One import of one file. Rows it wrote carry its id, so that it can be withdrawn whole.
CREATE TABLE import_batch (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    batch_id        uuid NOT NULL,
    layer           text NOT NULL CHECK (layer IN ('grids', 'facilities', 'issues', 'streets', 'units')),
    file_name       text NOT NULL,
    file_sha256     bytea NOT NULL,
    mapping         jsonb NOT NULL,
    status          text NOT NULL CHECK (status IN ('published', 'withdrawn')),
    rows_read       integer NOT NULL,
    rows_added      integer NOT NULL,
    rows_updated    integer NOT NULL,
    rows_unchanged  integer NOT NULL,
    rows_left_out   integer NOT NULL,
    rows_refused    integer NOT NULL,
    rows_outside    integer NOT NULL,
    -- The written reason with which defects were admitted; NULL when there were none.
    defects_accepted_because text,
    -- Refused and repaired rows as the report listed them (the first thousand).
    report          jsonb NOT NULL,
    published_at    timestamptz NOT NULL DEFAULT now(),
    withdrawn_at    timestamptz,
    PRIMARY KEY (county_code, batch_id)
);

-- A version of the county's division into grids. One row now; drafts and dates come with published versions.
CREATE TABLE division (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    division_id     integer NOT NULL CHECK (division_id > 0),
    name            text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, division_id)
);

-- The organisations. Everything that is somebody's points here.
CREATE TABLE unit (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    unit_code       text COLLATE "C" NOT NULL CHECK (unit_code <> ''),
    name            text NOT NULL CHECK (name <> ''),
    -- territorial: 块, answers for a piece of ground; functional: 条, answers for a kind of matter.
    kind            text NOT NULL CHECK (kind IN ('territorial', 'functional')),
    parent_unit_code text COLLATE "C",
    phone           text,
    revision        bigint NOT NULL DEFAULT 1,
    import_batch_id uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, unit_code),
    -- Deferred, so that a file may name a parent further down.
    FOREIGN KEY (county_code, parent_unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE grid (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    -- Four bytes and unique per county across divisions: with a text key the recount took 1.65 times as long.
    grid_id         integer NOT NULL CHECK (grid_id > 0),
    division_id     integer NOT NULL,
    grid_code       text COLLATE "C" NOT NULL CHECK (grid_code <> ''),
    name            text NOT NULL CHECK (name <> ''),
    -- The lowest level is the responsibility grid (责任网格); issues and facilities belong to it.
    level           text NOT NULL CHECK (level IN ('town', 'community', 'responsibility')),
    parent_grid_id  integer,
    lead_unit_code  text COLLATE "C",
    residents       integer CHECK (residents >= 0),
    geom            geometry(MultiPolygon, 4326) NOT NULL,
    -- What the file held, where `geom` is a repaired form of it.
    original_geom   geometry(Geometry, 4326),
    geom_3857       geometry(MultiPolygon, 3857) NOT NULL GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
    -- Geodesic, on WGS 84, holes left out.
    area_square_metres double precision NOT NULL CHECK (area_square_metres > 0 AND area_square_metres < 1e15),
    revision        bigint NOT NULL DEFAULT 1,
    import_batch_id uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, grid_id),
    UNIQUE (county_code, division_id, grid_code),
    FOREIGN KEY (county_code, division_id) REFERENCES division,
    FOREIGN KEY (county_code, parent_grid_id) REFERENCES grid DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (county_code, lead_unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT grid_geom_is_on_earth CHECK (
        NOT ST_IsEmpty(geom) AND ST_IsValid(geom)
        AND ST_XMin(geom) >= -180 AND ST_XMax(geom) <= 180
        AND ST_YMin(geom) >= -85.05 AND ST_YMax(geom) <= 85.05)
);
-- Tiles of grids, and lists within a bounding box.
CREATE INDEX grid_by_place ON grid USING gist (geom_3857);
-- Roll-up to the parent levels.
CREATE INDEX grid_by_parent ON grid (county_code, parent_grid_id);

CREATE TABLE facility (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    facility_id     uuid NOT NULL,
    -- Tiles, OGC ids and mirrors need integers.
    facility_number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    external_id     text COLLATE "C",
    -- One of GridMap.Contracts FacilityKind.All; the form alone is checked here, so that a new kind needs no migration.
    kind            text NOT NULL CHECK (kind ~ '^[a-z]+\.[a-z_]+$'),
    name            text NOT NULL CHECK (name <> ''),
    address         text,
    opening_hours   text,
    unit_code       text COLLATE "C",
    -- A demolished dry toilet is not deleted: it is cleared, on a day, with an outcome.
    state           text NOT NULL DEFAULT 'existing' CHECK (state IN ('existing', 'cleared')),
    cleared_on      date,
    cleared_outcome text,
    -- NULL: outside all grids; kept and counted in the county's report.
    grid_id         integer,
    geom            geometry(Point, 4326) NOT NULL,
    geom_3857       geometry(Point, 3857) NOT NULL GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
    revision        bigint NOT NULL DEFAULT 1,
    -- SHA-256 of the report as first sent: the same id with another payload is a conflict, not a resend.
    payload_sha256  bytea,
    import_batch_id uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    deleted_at      timestamptz,
    PRIMARY KEY (county_code, facility_id),
    UNIQUE (county_code, facility_number),
    UNIQUE (county_code, external_id),
    FOREIGN KEY (county_code, grid_id) REFERENCES grid,
    FOREIGN KEY (county_code, unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    CHECK ((state = 'cleared') OR (cleared_on IS NULL AND cleared_outcome IS NULL)),
    CONSTRAINT facility_geom_is_on_earth CHECK (
        NOT ST_IsEmpty(geom) AND ST_X(geom) BETWEEN -180 AND 180 AND ST_Y(geom) BETWEEN -85.05 AND 85.05)
);
-- Tiles of facilities, and lists within a bounding box.
CREATE INDEX facility_by_place ON facility USING gist (geom_3857);
-- Facilities of one grid; counts by kind.
CREATE INDEX facility_by_grid ON facility (county_code, grid_id, kind);

CREATE TABLE issue (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    issue_id        uuid NOT NULL,
    issue_number    bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    external_id     text COLLATE "C",
    category        text NOT NULL CHECK (category <> ''),
    description     text,
    -- 1 minor, 2 ordinary, 3 serious.
    severity        smallint NOT NULL DEFAULT 2 CHECK (severity BETWEEN 1 AND 3),
    address         text,
    source          text NOT NULL DEFAULT 'patrol' CHECK (source IN (
        'patrol', 'superior_inspection', 'undercover', 'hotline', 'imported_list', 'other')),
    unit_code       text COLLATE "C",
    status          text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved')),
    reported_at     timestamptz NOT NULL,
    due_at          timestamptz,
    resolved_at     timestamptz,
    -- Resolved before it was reported, by the times of its source: kept and flagged.
    resolved_before_reported boolean NOT NULL GENERATED ALWAYS AS (coalesce(resolved_at < reported_at, false)) STORED,
    grid_id         integer,
    geom            geometry(Point, 4326) NOT NULL,
    geom_3857       geometry(Point, 3857) NOT NULL GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
    revision        bigint NOT NULL DEFAULT 1,
    payload_sha256  bytea,
    import_batch_id uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    deleted_at      timestamptz,
    PRIMARY KEY (county_code, issue_id),
    UNIQUE (county_code, issue_number),
    UNIQUE (county_code, external_id),
    FOREIGN KEY (county_code, grid_id) REFERENCES grid,
    FOREIGN KEY (county_code, unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    CHECK (status = 'resolved' OR resolved_at IS NULL),
    CONSTRAINT issue_geom_is_on_earth CHECK (
        NOT ST_IsEmpty(geom) AND ST_X(geom) BETWEEN -180 AND 180 AND ST_Y(geom) BETWEEN -85.05 AND 85.05)
);
-- The recount: unresolved issues per grid, answered from the index alone.
CREATE INDEX issue_unresolved_by_grid ON issue (county_code, grid_id) INCLUDE (severity)
    WHERE status = 'open' AND deleted_at IS NULL;
-- Tiles of unresolved issues.
CREATE INDEX issue_unresolved_by_place ON issue USING gist (geom_3857)
    WHERE status = 'open' AND deleted_at IS NULL;
-- The issues of one grid, newest first; and how many a grid ever had, answered from the index alone.
CREATE INDEX issue_by_grid ON issue (county_code, grid_id, issue_number DESC) INCLUDE (deleted_at);

-- Named lines drawn beneath everything, so that polygons do not float in a void.
CREATE TABLE street (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    street_id       integer NOT NULL CHECK (street_id > 0),
    external_id     text COLLATE "C" NOT NULL,
    name            text NOT NULL,
    class           text NOT NULL CHECK (class IN ('main', 'secondary', 'lane', 'river')),
    geom            geometry(MultiLineString, 4326) NOT NULL,
    geom_3857       geometry(MultiLineString, 3857) NOT NULL GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
    revision        bigint NOT NULL DEFAULT 1,
    import_batch_id uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, street_id),
    UNIQUE (county_code, external_id),
    CONSTRAINT street_geom_is_on_earth CHECK (
        NOT ST_IsEmpty(geom)
        AND ST_XMin(geom) >= -180 AND ST_XMax(geom) <= 180
        AND ST_YMin(geom) >= -85.05 AND ST_YMax(geom) <= 85.05)
);
-- Tiles of streets.
CREATE INDEX street_by_place ON street USING gist (geom_3857);

-- What happened, one row per change, appended in the statement that changed the row itself. It is the history people
-- read and the log that caches, mirrors and live screens follow. Readers keep their last pg_snapshot and take rows with
-- xid >= pg_snapshot_xmin(last) AND NOT pg_visible_in_snapshot(xid, last); a sequence or time cursor misses commits.
CREATE TABLE change (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    change_id       uuid NOT NULL,
    entity          text NOT NULL CHECK (entity IN ('issue', 'facility', 'grid', 'unit', 'street', 'county', 'density')),
    -- NULL for entity 'county' (a bulk change: reload) and 'density' (figures were recounted).
    entity_id       text COLLATE "C",
    action          text NOT NULL CHECK (action IN (
        'added', 'edited', 'resolved', 'reopened', 'cleared', 'restored', 'deleted', 'reassigned',
        'imported', 'withdrawn', 'reload', 'recounted')),
    revision        bigint NOT NULL,
    old_grid_id     integer,
    new_grid_id     integer,
    -- The columns that changed: what they held before and after. NULL `before` for a new row.
    before          jsonb,
    after           jsonb,
    -- Rows of a bulk change: readers are woken by its one 'reload' row instead.
    is_bulk         boolean NOT NULL DEFAULT false,
    import_batch_id uuid,
    changed_at      timestamptz NOT NULL DEFAULT now(),
    xid             xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (county_code, change_id)
);
-- The change feed.
CREATE INDEX change_by_transaction ON change (xid) WHERE NOT is_bulk;
-- History of one issue or facility.
CREATE INDEX change_by_entity ON change (county_code, entity, entity_id, revision);
-- Withdrawal of one import.
CREATE INDEX change_by_batch ON change (county_code, import_batch_id) WHERE import_batch_id IS NOT NULL;

-- Grids whose figure may be old. Append-only rows with their own id: a unique set with ON CONFLICT loses updates.
CREATE TABLE dirty_grid (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    dirty_id        uuid NOT NULL,
    grid_id         integer NOT NULL,
    marked_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, dirty_id)
);

-- The figure the map shows, one row per grid of every level. Always recounted, never incremented.
CREATE TABLE grid_density (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    grid_id         integer NOT NULL,
    unresolved_issues integer NOT NULL CHECK (unresolved_issues >= 0),
    issues_per_square_kilometre double precision NOT NULL,
    -- Issues ever recorded, resolved ones included: zero tells an empty grid from a clean one.
    issues_ever     integer NOT NULL DEFAULT 0 CHECK (issues_ever >= 0),
    as_of           timestamptz NOT NULL,
    -- Raised only when the figure changed.
    revision        bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (county_code, grid_id),
    FOREIGN KEY (county_code, grid_id) REFERENCES grid ON DELETE CASCADE
);

-- Runs of background work that people should be able to see: how long, how much, and grids found wrong.
CREATE TABLE job_run (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    run_id          uuid NOT NULL,
    job             text NOT NULL,
    grids_counted   integer NOT NULL DEFAULT 0,
    -- Grids whose stored figure differed from a full recount although nothing had marked them.
    grids_corrected integer NOT NULL DEFAULT 0,
    detail          jsonb,
    started_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz,
    PRIMARY KEY (county_code, run_id)
);
-- The latest runs, and those old enough to be dropped.
CREATE INDEX job_run_by_time ON job_run (county_code, started_at);
