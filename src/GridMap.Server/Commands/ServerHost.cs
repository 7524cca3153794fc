using GridMap.Server.Platform;

namespace GridMap.Server.Commands;

/// <summary>The web server as a process: where its files are, what it logs, where it may listen.</summary>
internal static class ServerHost
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    // What an operator wants to read; Logging__LogLevel__Default and the like still change it.
    private static readonly Dictionary<string, string?> Logging = new()
    {
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Hangfire"] = "Warning",
        // Warns that keys in the database are kept as they are: whoever reads it reads everything else too.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // A page without its token is answered, and no fault of ours.
        ["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"] = "Error",
    };

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = PublishedFolder() });
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Logging });
        builder.ListenAsConfigured();
        return builder;
    }

    public static WebApplication BuildGridMap(this WebApplicationBuilder builder)
    {
        builder.AddGridMap();
        WebApplication? app = null;
        // What keeps it from starting is thrown to whoever starts it, and told in one sentence there.
        builder.Logging.AddFilter(HostCategory,
            level => level >= LogLevel.Warning && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        app = builder.Build();
        app.MapGridMap();
        return app;
    }

    // A published server has the viewer's files beside it, wherever it is started from; a built one finds them by itself.
    private static string? PublishedFolder() =>
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
