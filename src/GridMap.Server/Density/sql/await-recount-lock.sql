-- The county's recount lock, waited for: nobody who only tries gets it meanwhile, so a busy county is recounted too.
-- In:  $1 county_code text
-- See try-recount-lock.sql.
SELECT pg_advisory_xact_lock(1735551332, $1::integer);
