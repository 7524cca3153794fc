using GridMap.Server.Import;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Commands;

/// <summary>What the server's program does besides serving; <c>./gridmap</c> passes its commands on to it.</summary>
internal static class CommandLine
{
    /// <summary>The command was understood and could not be carried out; the reason is on the error stream.</summary>
    public const int Failed = 2;

    /// <summary>There is no such command.</summary>
    public const int Misused = 64;

    private const int Interrupted = 130;

    private const string Usage = "gridmap: commands are up, serve, migrate, import, psql, mark-dirty, accounts, password, token, audit, connection and reset.";

    /// <summary>Runs the command named by the first argument; without one, serves the configured database.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new StopSignals();
        try
        {
            return await DispatchAsync(args, signals.Stop);
        }
        catch (StartupException reason)
        {
            await Console.Error.WriteLineAsync($"gridmap: {reason.Message}");
            return Failed;
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync($"gridmap: {wrong.Message}");
            return Failed;
        }
        catch (InvalidOperationException wrong) when (wrong.InnerException is ArgumentException && wrong.Message.Contains("configuration", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"gridmap: {wrong.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return args is ["up" or "serve", ..] ? 0 : Interrupted;
        }
    }

    private static Task<int> DispatchAsync(string[] args, CancellationToken stop) => args switch
    {
        ["up", .. var rest] => UpCommand.RunAsync(rest, stop),
        ["serve", .. var rest] => ServeAsync(rest, stop),
        [] or [['-', ..], ..] => ServeAsync(args, stop),
        ["migrate", ..] => MigrateAsync(stop),
        ["import", .. var rest] => ImportAsync(rest, stop),
        ["psql", .. var rest] => PsqlCommand.RunAsync(rest, stop),
        ["mark-dirty", ..] => MarkDirtyCommand.RunAsync(stop),
        ["accounts", ..] => AccountsCommand.ListAsync(stop),
        ["password", .. var rest] => AccountsCommand.ResetPasswordAsync(rest, stop),
        ["token", .. var rest] => TokenCommand.RunAsync(rest, stop),
        ["connection", ..] => ConnectionCommand.RunAsync(stop),
        ["audit", .. var rest] => AuditCommand.RunAsync(rest, stop),
        ["reset", .. var rest] => ResetCommand.RunAsync(rest, stop),
        _ => MisusedAsync(),
    };

    private static async Task<int> ServeAsync(string[] args, CancellationToken stop)
    {
        var builder = ServerHost.CreateBuilder(args);
        // A connection string among the settings wins: a test must never meet the database of the environment.
        if (builder.Configuration.GetConnectionString(WebServer.ConnectionName) is null)
            builder.Configuration[$"ConnectionStrings:{WebServer.ConnectionName}"] = CommandDatabase.Configured();
        if (builder.Configuration["urls"] is null && CommandDatabase.ConfiguredUrls() is { } urls) builder.WebHost.UseUrls(urls);
        await using var app = builder.BuildGridMap();
        try
        {
            await app.StartAsync(stop);
        }
        catch (FormatException wrong)
        {
            throw new StartupException($"The address to listen on cannot be used: {wrong.Message}", wrong);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartupException(taken.Message, taken);
        }

        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    private static async Task<int> MigrateAsync(CancellationToken stop)
    {
        await using var database = await CommandDatabase.AttachAsync(stop);
        return 0;
    }

    private static async Task<int> ImportAsync(string[] args, CancellationToken stop)
    {
        // The server's own settings, wherever they come from: what it takes by HTTP is taken here.
        var options = ImportOptions.Of(ServerHost.CreateBuilder([]).Configuration);
        await using var database = await CommandDatabase.AttachAsync(stop);
        return await ImportCommand.RunAsync(database.ConnectionString, options, args, Console.Out, Console.Error, stop);
    }

    private static async Task<int> MisusedAsync()
    {
        await Console.Error.WriteLineAsync(Usage);
        return Misused;
    }
}
