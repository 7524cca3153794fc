-- The rows of one import of units, on their way into unit; gone at the end of the transaction.
-- row_key identifies a row across imports; row_id and change_id are for it should it be new.
CREATE TEMP TABLE staged_unit (
    line            integer NOT NULL,
    row_key         text COLLATE "C" NOT NULL,
    content_sha256  bytea NOT NULL,
    row_id          uuid NOT NULL,
    change_id       uuid NOT NULL,
    name            text,
    kind            text,
    parent_code     text COLLATE "C",
    phone           text
) ON COMMIT DROP;
