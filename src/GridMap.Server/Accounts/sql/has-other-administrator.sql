-- Whether somebody else may do everything. Asked under a lock, so that two cannot leave together.
-- In:  $1 account_id uuid
-- Out: boolean
SELECT EXISTS (SELECT FROM account WHERE is_administrator AND disabled_at IS NULL AND account_id <> $1);
