using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary><c>reset [--yes]</c>: deletes the data folder, after asking.</summary>
internal static class ResetCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (CommandDatabase.Configured() is not null)
            throw new StartupException($"{CommandDatabase.Variable} is set; GridMap does not delete a database that is not its own.");
        var home = await CommandDatabase.FindHomeAsync(stop);
        if (!Directory.Exists(home.Folder))
        {
            CommandDatabase.Say($"there is nothing in {home}");
            return 0;
        }

        if (args is not ["--yes", ..] && !await AgreesAsync(home))
            throw new StartupException("Nothing was deleted.");
        home.Remove();
        CommandDatabase.Say($"deleted {home}");
        return 0;
    }

    private static async Task<bool> AgreesAsync(GridMapHome home)
    {
        Console.Write($"Delete everything GridMap keeps in {home}? Type yes: ");
        return await Console.In.ReadLineAsync() is "yes";
    }
}
