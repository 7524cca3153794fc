using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Schema;

/// <summary>What the running server may do in its database, and what it may not.</summary>
public sealed class ServerRoleTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_are_the_servers_and_stay_so_when_they_go_back_to_the_pool()
    {
        await using var app = await postgis.CreateAppAsync();
        var db = (NpgsqlDataSource)app.Services.GetService(typeof(NpgsqlDataSource))!;
        for (var use = 0; use < 3; use++)
            Assert.Equal(["gridmap_server"], await db.ListAsync("SELECT current_user::text", [], row => row.GetString(0), Ct));
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET content = '{}'")]
    [InlineData("DELETE FROM audit_entry")]
    [InlineData("TRUNCATE audit_entry")]
    [InlineData("TRUNCATE issue CASCADE")]
    [InlineData("DROP TABLE issue")]
    [InlineData("ALTER TABLE audit_entry DISABLE TRIGGER ALL")]
    [InlineData("CREATE TABLE mine (x integer)")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE ROLE somebody")]
    [InlineData("ALTER TABLE issue DISABLE ROW LEVEL SECURITY")]
    [InlineData("COPY audit_entry FROM PROGRAM 'true'")]
    [InlineData("SELECT pg_read_file('/etc/passwd')")]
    [InlineData("DELETE FROM schemaversions")]
    public async Task It_may_not(string sql)
    {
        await using var database = await postgis.CreateDatabaseAsync();
        await using var db = Database.Create(Database.AsServer(database.ConnectionString));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(sql, [], Ct));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task It_may_make_temporary_tables()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        await using var db = Database.Create(Database.AsServer(database.ConnectionString));

        await db.ExecuteAsync("CREATE TEMPORARY TABLE mine (x integer)", [], Ct);
    }

    [Fact]
    public async Task It_reads_and_writes_every_table_of_ours_and_of_the_jobs()
    {
        await using var database = await postgis.CreateDatabaseAsync();

        Assert.Empty(await database.Source.ListAsync(
            """
            SELECT format('%s %s', c.oid::regclass, privilege)
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname IN ('public', 'hangfire')
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
            WHERE c.relkind IN ('r', 'p') AND c.relname NOT IN ('schemaversions', 'spatial_ref_sys', 'audit_entry')
                AND NOT has_table_privilege('gridmap_server', c.oid, privilege)
            """, [], row => row.GetString(0), Ct));
    }

    [Fact]
    public async Task Preparing_it_again_changes_nothing()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        const string State = "SELECT string_agg(format('%s %s %s', oid, xmin, relacl), ';' ORDER BY oid) FROM pg_class WHERE relacl IS NOT NULL";
        var before = await database.Source.ListAsync(State, [], row => row.GetString(0), Ct);

        await database.Source.ExecuteAsync(Sql.ServerRole, [], Ct);

        Assert.Equal(before, await database.Source.ListAsync(State, [], row => row.GetString(0), Ct));
    }

    [Fact]
    public async Task A_right_too_many_is_taken_back()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        await database.Source.ExecuteAsync("GRANT ALL ON audit_entry TO PUBLIC; GRANT CREATE ON SCHEMA public TO PUBLIC", [], Ct);

        await database.Source.ExecuteAsync(Sql.ServerRole, [], Ct);

        Assert.Equal(["f f"], await database.Source.ListAsync(
            "SELECT format('%s %s', has_table_privilege('gridmap_server', 'audit_entry', 'UPDATE, DELETE, TRUNCATE'), has_schema_privilege('gridmap_server', 'public', 'CREATE'))",
            [], row => row.GetString(0), Ct));
    }

    // A cluster of another owner's: the role is missing, and whoever migrates may not make one.
    [Fact]
    public async Task An_owner_who_may_make_no_roles_is_told_what_to_have_done()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        var name = $"owner_{Guid.CreateVersion7():N}";
        await database.Source.ExecuteAsync(
            $"CREATE ROLE {name}; ALTER DATABASE {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} OWNER TO {name}", [], Ct);
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(Ct);
            await connection.Command($"SET SESSION AUTHORIZATION {name}").ExecuteNonQueryAsync(Ct);

            var told = Assert.Throws<StartupException>(() => Migrator.PrepareServerRole(connection));

            Assert.Contains($"GRANT gridmap_server TO \"{name}\"", told.Message, StringComparison.Ordinal);
        }
        finally
        {
            await database.Source.ExecuteAsync(
                $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} OWNER TO CURRENT_USER; DROP ROLE {name}", [], Ct);
        }
    }
}
