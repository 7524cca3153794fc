using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary><c>connection</c>: prints the Npgsql connection string of the running database, for other programs.</summary>
internal static class ConnectionCommand
{
    public static async Task<int> RunAsync(CancellationToken stop)
    {
        var home = await CommandDatabase.FindHomeAsync(stop);
        Console.WriteLine(CommandDatabase.Configured() ?? LocalPostgres.FindRunning(home)
            ?? throw new StartupException($"GridMap's database in {home} is not running; ./gridmap up starts it."));
        return 0;
    }
}
