-- The rows of one import of issues, on their way into issue; gone at the end of the transaction.
-- row_key identifies a row across imports; row_id and change_id are for it should it be new.
CREATE TEMP TABLE staged_issue (
    line            integer NOT NULL,
    row_key         text COLLATE "C" NOT NULL,
    content_sha256  bytea NOT NULL,
    row_id          uuid NOT NULL,
    change_id       uuid NOT NULL,
    category        text,
    description     text,
    severity        smallint,
    address         text,
    source          text,
    unit_code       text COLLATE "C",
    status          text,
    reported_at     timestamptz,
    due_at          timestamptz,
    resolved_at     timestamptz,
    grid_id         integer,
    geom            geometry(Point, 4326)
) ON COMMIT DROP;
