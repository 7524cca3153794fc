using GridMap.Server.Platform;

namespace GridMap.Testing;

/// <summary>
/// A real PostGIS for tests, one per process. Declared once per test project,
/// <c>[assembly: AssemblyFixture(typeof(PostgisFixture))]</c>, and taken as a constructor parameter.
/// </summary>
/// <remarks>
/// Without PostgreSQL and PostGIS the asking test is skipped, and fails where CI=true: so ask in a test or in a test
/// class's <c>InitializeAsync</c>.
/// </remarks>
public sealed class PostgisFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgisServer>> server;
    private readonly Lazy<Task<PostgisServer>> rememberingServer = new(() => PostgisServer.StartAsync(remembersStatements: true));

    public PostgisFixture()
    {
        server = new(() => PostgisServer.StartAsync(durable: IsAsShipped));
    }

    /// <summary>Set up as <c>./gridmap up</c> sets it up, durable and with its memory: for measurements.</summary>
    public bool IsAsShipped { get; init; }

    /// <summary>A new database with the current schema and nothing in it; takes about 0.1 s.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        await SkipWithoutPostgisAsync();
        return await (await server.Value).CreateDatabaseAsync();
    }

    /// <summary>The same in a cluster that knows which statements it ran: view pg_stat_statements.</summary>
    public async Task<TestDatabase> CreateRememberingDatabaseAsync()
    {
        await SkipWithoutPostgisAsync();
        return await (await rememberingServer.Value).CreateDatabaseAsync();
    }

    /// <summary>The server, in this process, on a new database that ends with it.</summary>
    /// <param name="settings">Configuration by key, instead of environment variables, which all tests would share.</param>
    public async Task<GridMapApp> CreateAppAsync(params (string Key, string Value)[] settings) =>
        new(await CreateDatabaseAsync(), ownsDatabase: true, settings);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in new[] { server, rememberingServer })
        {
            if (one.IsValueCreated && one.Value.IsCompletedSuccessfully)
                await (await one.Value).DisposeAsync();
        }
    }

    // A contributor without a database still runs the rest; CI must not pass by skipping.
    private static async Task SkipWithoutPostgisAsync()
    {
        try
        {
            await LocalPostgresPrograms.FindAsync("", CancellationToken.None);
        }
        catch (StartupException missing) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(missing.Message);
        }
    }
}
