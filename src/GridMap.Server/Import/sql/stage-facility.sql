-- The rows of one import of facilities, on their way into facility; gone at the end of the transaction.
-- row_key identifies a row across imports; row_id and change_id are for it should it be new.
CREATE TEMP TABLE staged_facility (
    line            integer NOT NULL,
    row_key         text COLLATE "C" NOT NULL,
    content_sha256  bytea NOT NULL,
    row_id          uuid NOT NULL,
    change_id       uuid NOT NULL,
    kind            text,
    name            text,
    address         text,
    opening_hours   text,
    unit_code       text COLLATE "C",
    state           text,
    cleared_on      date,
    cleared_outcome text,
    grid_id         integer,
    geom            geometry(Point, 4326)
) ON COMMIT DROP;
