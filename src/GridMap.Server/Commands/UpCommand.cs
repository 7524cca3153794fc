using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GridMap.Server.Audit;
using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary><c>up</c>: the database, its schema, a demo county at the first start, and the server, until told to stop.</summary>
internal static class UpCommand
{
    private const string PortVariable = "GRIDMAP_PORT";
    private const string UrlsOption = "--urls";
    private const int UsualPort = 5080;

    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var port = ReadPort();
        var urls = UrlsOf(args);
        if (urls is null) RequireFree(port);
        await using var database = await CommandDatabase.OwnAsync(stop);
        if (database.IsPrivate)
            await DemoCounty.LoadAsync(database.ConnectionString, CommandDatabase.RepositoryFolder(), stop);
        await FirstAccounts.MakeAdministratorAsync(database.ConnectionString, Console.Out, stop);
        // Where others reach the server it does not start beside accounts of the demonstration.
        if (database.Home is { } home && urls is null && !Transport.Of(ServerHost.CreateBuilder(args).Configuration).IsReachable)
            await FirstAccounts.MakeDemoAsync(database.ConnectionString, home, Console.Out, stop);
        await ServeAsync(args, database, urls ?? $"http://127.0.0.1:{port}", port, stop);
        CommandDatabase.Say("stopping");
        return 0;
    }

    private static async Task ServeAsync(string[] args, CommandDatabase database, string urls, int port, CancellationToken stop)
    {
        var builder = ServerHost.CreateBuilder(args);
        builder.Configuration[$"ConnectionStrings:{WebServer.ConnectionName}"] = database.ConnectionString;
        builder.Configuration[$"{AuditOptions.Section}:{nameof(AuditOptions.AnchorFolder)}"] = AuditCommand.DefaultFolder(builder.Configuration, database.Home);
        builder.WebHost.UseUrls(urls);
        await using var app = builder.BuildGridMap();
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw UrlsOf(args) is null ? Taken(port) : new StartupException(taken.Message, taken);
        }

        Console.WriteLine($"GridMap is at {urls} (data in {database.Home?.Folder ?? "the database of GRIDMAP_DB"}; Ctrl-C stops it)");
        await app.WaitForShutdownAsync(stop);
    }

    // Where to listen instead of on this machine's port; null where nothing is said.
    private static string? UrlsOf(string[] args)
    {
        var at = Array.FindIndex(args, arg => arg == UrlsOption || arg.StartsWith($"{UrlsOption}=", StringComparison.Ordinal));
        if (at < 0) return CommandDatabase.ConfiguredUrls();
        return args[at] == UrlsOption ? args.ElementAtOrDefault(at + 1) : args[at][(UrlsOption.Length + 1)..];
    }

    private static int ReadPort()
    {
        var text = Environment.GetEnvironmentVariable(PortVariable);
        if (string.IsNullOrWhiteSpace(text))
            return UsualPort;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException($"{PortVariable} is '{text}'; it has to be a number from 1 to {IPEndPoint.MaxPort}.");
    }

    // Asked before anything is started; whoever takes the port in between is met again by the server itself.
    private static void RequireFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(port);
        }
        catch (SocketException refused)
        {
            throw new StartupException($"Port {port} of 127.0.0.1 cannot be used: {refused.Message}; set {PortVariable} to another one.", refused);
        }
    }

    private static StartupException Taken(int port) =>
        new($"Port {port} of 127.0.0.1 is taken by another program; set {PortVariable} to a free one.");
}
