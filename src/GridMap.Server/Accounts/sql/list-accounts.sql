-- Who may sign in, by name.
-- In:  $1 account_id uuid or NULL for all
-- Out: account_id uuid, name text, display_name text, is_administrator boolean, is_demo boolean, is_disabled boolean,
--      must_change_password boolean, last_seen_at timestamptz or NULL (never signed in, or long ago), revision bigint,
--      created_at timestamptz
SELECT
    a.account_id, a.name, a.display_name, a.is_administrator, a.is_demo, a.disabled_at IS NOT NULL, a.must_change_password,
    (SELECT max(s.last_seen_at) FROM sign_in_session AS s WHERE s.account_id = a.account_id), a.revision, a.created_at
FROM account AS a
WHERE $1::uuid IS NULL OR a.account_id = $1
ORDER BY a.name;
