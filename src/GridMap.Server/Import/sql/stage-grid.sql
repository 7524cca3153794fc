-- The rows of one import of grids, on their way into grid; gone at the end of the transaction.
-- row_key identifies a row across imports; row_id and change_id are for it should it be new.
CREATE TEMP TABLE staged_grid (
    line            integer NOT NULL,
    row_key         text COLLATE "C" NOT NULL,
    content_sha256  bytea NOT NULL,
    row_id          uuid NOT NULL,
    change_id       uuid NOT NULL,
    name            text,
    level           text,
    parent_code     text COLLATE "C",
    lead_unit_code  text COLLATE "C",
    residents       integer,
    geom            geometry(MultiPolygon, 4326),
    original_geom   geometry(Geometry, 4326)
) ON COMMIT DROP;
