-- Every account, those of the demonstration last.
-- In:  nothing
-- Out: as Accounts/find-account
SELECT
    account_id, name, display_name, password_hash, security_stamp,
    is_administrator, is_demo, must_change_password, disabled_at IS NOT NULL, revision
FROM account
ORDER BY is_demo, name;
