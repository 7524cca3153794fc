-- Issue rows that lie in another grid since the grids changed; gone at the end of the transaction.
CREATE TEMP TABLE moved_issue (
    row_id          uuid NOT NULL,
    change_id       uuid NOT NULL,
    old_grid_id     integer,
    grid_id         integer
) ON COMMIT DROP;
