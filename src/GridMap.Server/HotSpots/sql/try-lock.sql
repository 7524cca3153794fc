-- The county's lock of hot spots, when it is free: two servers that start the same run make one of it.
-- In:  $1 county_code text
-- Out: whether it was obtained; it is held until the transaction ends, also when the process or the connection dies
-- 1936748404 is 'spot' in ASCII.
SELECT pg_try_advisory_xact_lock(1936748404, $1::integer);
