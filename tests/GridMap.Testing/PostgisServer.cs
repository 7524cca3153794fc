using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Testing;

/// <summary>
/// A throw-away PostGIS in a temporary folder, deleted at its end. What a killed test process left is cleared away by
/// the next one.
/// </summary>
internal sealed class PostgisServer : IAsyncDisposable
{
    private const string Template = "gridmap_template";

    private readonly LocalPostgres postgres;
    private readonly GridMapHome home;

    private PostgisServer(LocalPostgres postgres, GridMapHome home) => (this.postgres, this.home) = (postgres, home);

    /// <summary>Starts a cluster and makes the template that tests' databases are copied from.</summary>
    /// <param name="remembersStatements">The database knows which statements it ran (pg_stat_statements).</param>
    /// <param name="durable">With the settings of a cluster that is to stay.</param>
    public static async Task<PostgisServer> StartAsync(bool remembersStatements = false, bool durable = false)
    {
        await ThrowAwayHome.SweepAsync();
        var options = await ThrowAwayHome.CreateAsync() with { Durable = durable };
        if (remembersStatements) await RememberStatementsAsync(options);
        var server = new PostgisServer(await LocalPostgres.OwnAsync(options, CancellationToken.None), options.Home);
        try
        {
            await server.CreateTemplateAsync();
            if (remembersStatements) await ExecuteAsync(server.ConnectionStringOf(Template, pooling: false), "CREATE EXTENSION pg_stat_statements");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        home.Remove();
    }

    /// <summary>A new database with the current schema and nothing in it.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        // Copying by log takes two thirds of the time that copying files takes, which ends in a checkpoint.
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY wal_log");
        return new(this, ConnectionStringOf(name));
    }

    /// <summary>Ends the database's sessions and drops it.</summary>
    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private async Task CreateTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        Migrator.Run(ConnectionStringOf(Template, pooling: false));
        await using var db = Database.Create(ConnectionStringOf(Template, pooling: false));
        await TestKeys.StoreAdministratorAsync(db);
    }

    // Its library has to be there when the cluster starts, so this starts it once before.
    private static async Task RememberStatementsAsync(LocalPostgresOptions options)
    {
        await using var first = await LocalPostgres.OwnAsync(options, CancellationToken.None);
        await ExecuteAsync(first.ConnectionString, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    }

    private Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionStringOf("postgres"), sql);

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // A database with sessions can be neither copied nor dropped, so those that are copied keep none open.
    private string ConnectionStringOf(string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            Database = database,
            Pooling = pooling,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;
}
