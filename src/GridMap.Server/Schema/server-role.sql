-- The database role of the running server, and what it may do: read and write rows, in audit_entry only add them, and make
-- no tables but temporary ones. Run after every migration by the owner; changes only what is missing, so that a running
-- server notices nothing. One role for all databases of a cluster, whose migrators may run at the same time.
DO $$
DECLARE
    missing record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gridmap_server') THEN
        BEGIN
            CREATE ROLE gridmap_server NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- Another database's migrator was quicker.
        END;
    END IF;
    IF NOT pg_has_role('gridmap_server', 'MEMBER') THEN
        BEGIN
            GRANT gridmap_server TO CURRENT_USER;
        EXCEPTION WHEN unique_violation THEN
            NULL;
        END;
    END IF;

    IF has_schema_privilege('gridmap_server', 'public', 'CREATE') THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC, gridmap_server;
    END IF;
    IF NOT has_database_privilege('gridmap_server', current_database(), 'TEMPORARY') THEN
        EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO gridmap_server', current_database());
    END IF;
    FOR missing IN
        SELECT nspname FROM pg_namespace
        WHERE nspname IN ('public', 'hangfire') AND NOT has_schema_privilege('gridmap_server', oid, 'USAGE')
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO gridmap_server', missing.nspname);
    END LOOP;

    FOR missing IN
        SELECT c.oid::regclass AS name, wanted.privilege
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname IN ('public', 'hangfire')
        CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS wanted (privilege)
        -- DbUp's journal is the owner's; PostGIS has granted its own.
        WHERE c.relkind IN ('r', 'p') AND c.relname <> 'schemaversions'
            AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
            AND NOT (c.oid = 'audit_entry'::regclass AND wanted.privilege IN ('UPDATE', 'DELETE'))
            AND NOT has_table_privilege('gridmap_server', c.oid, wanted.privilege)
    LOOP
        EXECUTE format('GRANT %s ON %s TO gridmap_server', missing.privilege, missing.name);
    END LOOP;
    IF has_table_privilege('gridmap_server', 'audit_entry', 'UPDATE, DELETE, TRUNCATE') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM PUBLIC, gridmap_server;
    END IF;

    -- Hangfire numbers its rows by sequences of its own; ours are the tables', and need no grant.
    FOR missing IN
        SELECT c.oid::regclass AS name
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = 'hangfire'
        WHERE CASE c.relkind WHEN 'S' THEN NOT has_sequence_privilege('gridmap_server', c.oid, 'USAGE') END
    LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO gridmap_server', missing.name);
    END LOOP;
END
$$;
