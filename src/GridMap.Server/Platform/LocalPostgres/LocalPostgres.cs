using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>How a private cluster is used.</summary>
internal sealed record LocalPostgresOptions(GridMapHome Home)
{
    /// <summary>False gives up safety for speed; for throw-away clusters of tests alone.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Where the socket goes, or null for the usual place.</summary>
    public string? SocketFolder { get; init; }

    /// <summary>Told, in one line each, what takes long.</summary>
    public Action<string> Say { get; init; } = _ => { };

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// GridMap's own PostgreSQL, for as long as this object lives. Reached through a socket, without a port or a password.
/// </summary>
/// <remarks>
/// <c>up</c> owns the cluster and stops it at its end, whoever else uses it. Commands attach: they use the one that
/// runs, or start it, and the last of them to leave stops it unless it is owned. After <c>kill -9</c> of everything the
/// system has freed the locks; a PostgreSQL still running is taken over, a dead one recovers from its log.
/// </remarks>
internal sealed class LocalPostgres : IAsyncDisposable
{
    private readonly GridMapHome home;
    private readonly LocalPostgresCluster cluster;
    private FileLock? owner;
    private FileLock? user;

    private LocalPostgres(LocalPostgresOptions options)
    {
        home = options.Home;
        cluster = new(options);
    }

    /// <summary>An Npgsql connection string of the database, which exists, empty at first.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Takes the home for this process alone and starts its database.</summary>
    /// <exception cref="StartupException">The home is taken, or the database cannot be started.</exception>
    public static Task<LocalPostgres> OwnAsync(LocalPostgresOptions options, CancellationToken ct) =>
        OpenAsync(options, postgres => postgres.TakeOwnership(), ct);

    /// <summary>Uses the home's database beside others, starting it if nobody does.</summary>
    /// <exception cref="StartupException">The database cannot be started.</exception>
    public static Task<LocalPostgres> AttachAsync(LocalPostgresOptions options, CancellationToken ct) =>
        OpenAsync(options, postgres => postgres.user = FileLock.TryShared(postgres.home.UsersLock), ct);

    /// <summary>The connection string of the database while it runs, or null; starts and holds nothing.</summary>
    public static string? FindRunning(GridMapHome home) =>
        PostmasterFile.ReadRunning(home.DataFolder) is { Status: "ready" } running ? Describe(running) : null;

    public async ValueTask DisposeAsync()
    {
        using var transition = await FileLock.ExclusiveAsync(home.TransitionLock, CancellationToken.None);
        user?.Dispose();
        if (owner is not null || NobodyElse())
            await cluster.StopAsync(CancellationToken.None);
        owner?.Dispose();
    }

    private static async Task<LocalPostgres> OpenAsync(LocalPostgresOptions options, Action<LocalPostgres> enter, CancellationToken ct)
    {
        var postgres = new LocalPostgres(options);
        options.Home.Create();
        using (await FileLock.ExclusiveAsync(options.Home.TransitionLock, ct))
        {
            enter(postgres);
            try
            {
                await postgres.StartAsync(options.Durable, ct);
                return postgres;
            }
            catch when (postgres.owner is not null || postgres.LeavesNobody())
            {
                await postgres.cluster.StopAsync(CancellationToken.None);
                postgres.owner?.Dispose();
                throw;
            }
        }
    }

    private void TakeOwnership()
    {
        owner = FileLock.TryExclusive(home.OwnerLock)
            ?? throw new StartupException($"GridMap is already running on {home}{OwnerProcess()}; stop it first, or set {GridMapHome.Variable} to another folder.");
        File.WriteAllText(home.OwnerProcessFile, $"{Environment.ProcessId}\n");
    }

    private string OwnerProcess() =>
        File.Exists(home.OwnerProcessFile) ? $" (process {File.ReadAllText(home.OwnerProcessFile).Trim()})" : "";

    private async Task StartAsync(bool durable, CancellationToken ct)
    {
        var running = await cluster.EnsureRunningAsync(ct);
        ConnectionString = Describe(running);
        await LocalPostgresDatabase.EnsureAsync(ConnectionString, durable, ct);
    }

    private bool LeavesNobody()
    {
        user?.Dispose();
        return NobodyElse();
    }

    private bool NobodyElse()
    {
        using var otherOwner = FileLock.TryExclusive(home.OwnerLock);
        using var otherUsers = FileLock.TryExclusive(home.UsersLock);
        return otherOwner is not null && otherUsers is not null;
    }

    private static string Describe(PostmasterFile running) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = running.SocketFolder,
            Port = running.Port,
            Username = LocalPostgresSettings.Name,
            Database = LocalPostgresSettings.Name,
            // Of 80: the rest is left to tiles, background jobs, psql and PostgreSQL's own.
            MaxPoolSize = 40,
        }.ConnectionString;
}
