using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Testing;

/// <summary>A database of one test, dropped at its end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgisServer server;

    internal TestDatabase(PostgisServer server, string connectionString)
    {
        this.server = server;
        ConnectionString = connectionString;
        Source = Database.Create(connectionString);
    }

    public string ConnectionString { get; }

    /// <summary>Connections with the spatial types, as the server has them.</summary>
    public NpgsqlDataSource Source { get; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await server.DropDatabaseAsync(ConnectionString);
    }
}
