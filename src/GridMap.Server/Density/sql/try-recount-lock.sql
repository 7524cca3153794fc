-- The county's recount lock, when it is free: one recount of a county at a time.
-- In:  $1 county_code text
-- Out: whether it was obtained; it is held until the transaction ends, also when the process or the connection dies
-- 1735551332 is 'grid' in ASCII: the recount's own class of advisory locks.
SELECT pg_try_advisory_xact_lock(1735551332, $1::integer);
