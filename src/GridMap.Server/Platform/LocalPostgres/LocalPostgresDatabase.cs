using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>The database inside a private cluster.</summary>
internal static class LocalPostgresDatabase
{
    // A cluster whose administrator turned these off may lose what it acknowledged.
    private const string UnsafeSettings =
        """
        SELECT coalesce(string_agg(name || ' is ' || setting, ', '), '')
        FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'data_checksums') AND setting <> 'on'
           OR name = 'synchronous_commit' AND setting = 'off'
        """;

    /// <summary>Creates the database if there is none, and refuses a cluster that does not keep what it acknowledges.</summary>
    public static async Task EnsureAsync(string connectionString, bool durable, CancellationToken ct)
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        try
        {
            await CheckAsync(direct.ConnectionString, durable, ct);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(direct, ct);
            await CheckAsync(direct.ConnectionString, durable, ct);
        }
    }

    private static async Task CheckAsync(string connectionString, bool durable, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var settings = new NpgsqlCommand(UnsafeSettings, connection);
        if (durable && await settings.ExecuteScalarAsync(ct) is string { Length: > 0 } found)
            throw new StartupException($"The database does not keep what it acknowledges ({found}); GridMap does not run on it.");
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder direct, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {direct.Database}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }
}
