-- The rows of one import of streets, on their way into street; gone at the end of the transaction.
-- row_key identifies a row across imports; row_id and change_id are for it should it be new.
CREATE TEMP TABLE staged_street (
    line            integer NOT NULL,
    row_key         text COLLATE "C" NOT NULL,
    content_sha256  bytea NOT NULL,
    row_id          uuid NOT NULL,
    change_id       uuid NOT NULL,
    name            text,
    class           text,
    geom            geometry(MultiLineString, 4326)
) ON COMMIT DROP;
