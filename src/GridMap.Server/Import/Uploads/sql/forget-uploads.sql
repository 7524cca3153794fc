-- Forgets what is older than an hour, and all but the newest two files of one sender, before a third comes.
-- In:  $1 county_code text, $2 owner_id uuid
DELETE FROM upload AS u
WHERE county_code = $1 AND (created_at <= now() - interval '1 hour' OR (owner_id = $2 AND upload_id NOT IN (
    SELECT upload_id FROM upload WHERE county_code = $1 AND owner_id = $2 ORDER BY created_at DESC LIMIT 2)));
