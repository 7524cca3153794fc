-- Files that are looked at before they are imported, and how files with the same columns were read before.

-- Forgotten after an hour, and worth nothing after a crash: not logged, not replicated. In the database, so that any server
-- can show it and import it.
CREATE UNLOGGED TABLE upload (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    upload_id       uuid NOT NULL,
    -- The account or key that sent it; nobody else sees it.
    owner_id        uuid NOT NULL,
    file_name       text NOT NULL,
    bytes           bigint NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, upload_id)
);

CREATE UNLOGGED TABLE upload_part (
    county_code     text COLLATE "C" NOT NULL,
    upload_id       uuid NOT NULL,
    -- From 1, in the file's order.
    part            integer NOT NULL,
    content         bytea NOT NULL,
    PRIMARY KEY (county_code, upload_id, part),
    FOREIGN KEY (county_code, upload_id) REFERENCES upload ON DELETE CASCADE
);
-- Files are packed already.
ALTER TABLE upload_part ALTER COLUMN content SET STORAGE EXTERNAL;

-- How a file's columns became fields the last time one with these columns was imported.
CREATE TABLE import_mapping (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    layer           text NOT NULL,
    -- SHA-256 of the columns' names in order of their characters.
    columns_sha256  bytea NOT NULL,
    fields          jsonb NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, layer, columns_sha256)
);

ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON upload FOR SELECT USING (true);
CREATE POLICY write_within ON upload USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE upload_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON upload_part FOR SELECT USING (true);
CREATE POLICY write_within ON upload_part USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');

ALTER TABLE import_mapping ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON import_mapping FOR SELECT USING (true);
CREATE POLICY write_within ON import_mapping USING (
    county_code = current_setting('gridmap.county_code', true) AND current_setting('gridmap.area_grid_ids', true) = '*');
