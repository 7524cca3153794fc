-- A right password: the name starts from nothing, and the address has one attempt back. Windows long past go too.
-- In:  $1 name_sha256 bytea, $2 address_sha256 bytea
-- Out: nothing
WITH forgotten AS (
    DELETE FROM sign_in_limit
    WHERE subject_sha256 = $1 OR (window_started_at < now() - interval '1 day' AND subject_sha256 <> $2)
)
UPDATE sign_in_limit SET attempts = attempts - 1 WHERE subject_sha256 = $2 AND attempts > 0;
