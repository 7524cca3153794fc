using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary>
/// The database a command works on, with the current schema: the one of GRIDMAP_DB, or the private one in the data
/// folder, which is started where nobody runs it.
/// </summary>
internal sealed class CommandDatabase : IAsyncDisposable
{
    /// <summary>An Npgsql connection string; when set, there is no private cluster.</summary>
    public const string Variable = "GRIDMAP_DB";

    private readonly LocalPostgres? local;

    private CommandDatabase(string connectionString, GridMapHome? home = null, LocalPostgres? local = null) =>
        (ConnectionString, Home, this.local) = (connectionString, home, local);

    public string ConnectionString { get; }

    /// <summary>The data folder, or null where the database is somebody else's.</summary>
    public GridMapHome? Home { get; }

    /// <summary>Whether it is GridMap's own cluster, where a demo county may be put.</summary>
    public bool IsPrivate => Home is not null;

    /// <summary>For <c>up</c>: takes the data folder for this process alone.</summary>
    public static Task<CommandDatabase> OwnAsync(CancellationToken ct) => OpenAsync(LocalPostgres.OwnAsync, ct);

    /// <summary>For commands that work beside a running GridMap or without one.</summary>
    public static Task<CommandDatabase> AttachAsync(CancellationToken ct) => OpenAsync(LocalPostgres.AttachAsync, ct);

    /// <summary>The configured connection string, or null for the private cluster.</summary>
    public static string? Configured() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    /// <summary>Where to listen (GRIDMAP_URL), or null where nothing is said.</summary>
    public static string? ConfiguredUrls() =>
        Environment.GetEnvironmentVariable("GRIDMAP_URL") is { Length: > 0 } set ? set : null;

    /// <summary>The data folder of the private cluster.</summary>
    public static Task<GridMapHome> FindHomeAsync(CancellationToken ct) =>
        GridMapHome.FindAsync(Environment.GetEnvironmentVariable(GridMapHome.Variable), RepositoryFolder(), Say, ct);

    /// <summary>One line about what is being done, apart from what a command prints as its result.</summary>
    public static void Say(string line) => Console.Error.WriteLine($"gridmap: {line}");

    /// <summary>Told by <c>./gridmap</c>; else above the program itself, or where it was started.</summary>
    public static string RepositoryFolder()
    {
        if (Environment.GetEnvironmentVariable("GRIDMAP_REPOSITORY") is { Length: > 0 } told)
            return told;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridMap.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Environment.CurrentDirectory;
    }

    public ValueTask DisposeAsync() => local?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<CommandDatabase> OpenAsync(
        Func<LocalPostgresOptions, CancellationToken, Task<LocalPostgres>> open, CancellationToken ct)
    {
        var database = await ConnectAsync(open, ct);
        try
        {
            Migrator.Run(database.ConnectionString);
            return database;
        }
        catch (Exception error) when (error is InvalidOperationException or NpgsqlException)
        {
            await database.DisposeAsync();
            throw new StartupException($"The database could not be brought to this version: {GivenDatabase.Reason(error)}", error);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task<CommandDatabase> ConnectAsync(
        Func<LocalPostgresOptions, CancellationToken, Task<LocalPostgres>> open, CancellationToken ct)
    {
        if (Configured() is { } configured)
        {
            await GivenDatabase.RequireAsync(configured, ct);
            return new(configured);
        }

        var home = await FindHomeAsync(ct);
        var local = await open(new(home) { Say = Say }, ct);
        return new(local.ConnectionString, home, local);
    }
}
