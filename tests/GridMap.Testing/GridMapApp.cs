using Hangfire;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridMap.Testing;

/// <summary>The server on a test's database: by direct calls, or, for browsers, on a free loopback port.</summary>
/// <param name="database">The database it uses.</param>
/// <param name="ownsDatabase">Whether the database ends with the server.</param>
/// <param name="settings">Configuration by key.</param>
public sealed class GridMapApp(TestDatabase database, bool ownsDatabase, params (string Key, string Value)[] settings)
    : WebApplicationFactory<Program>
{
    public TestDatabase Database => database;

    /// <summary>Whether it only answers requests: no jobs but imports, and no change feed, so that marks stay as they were set.</summary>
    public bool IsIdle { get; init; }

    /// <summary>Puts a test's own in the place of services; null for none.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Listens on a free port of 127.0.0.1; the address, without a slash at its end.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <summary>An administrator's client of a server that listens.</summary>
    public HttpClient ListenForClient()
    {
        var client = new HttpClient { BaseAddress = Listen() };
        ConfigureClient(client);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsDatabase)
            await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Clients call as an administrator, unless they are given another key.</summary>
    protected override void ConfigureClient(HttpClient client)
    {
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(TestKeys.Administrator);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Path.Combine(Repository.Folder, "src", "GridMap.Server"));
        builder.UseSetting("ConnectionStrings:GridMap", database.ConnectionString);
        // Beside the server's program this is found by itself; beside a test's, which has another name, it is not.
        var viewerFiles = Path.Combine(AppContext.BaseDirectory, "GridMap.Server.staticwebassets.runtime.json");
        if (File.Exists(viewerFiles))
            builder.UseSetting(WebHostDefaults.StaticWebAssetsKey, viewerFiles);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft", "Warning");
        // Tests send requests that no page of ours sends.
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore.Antiforgery", "Error");
        // A worker looks up from its queue only so often, and the end of a server waits for it.
        builder.UseSetting("Jobs:QueuePollSeconds", "0.2");
        // However slow the machine is, an import is answered by its report.
        builder.UseSetting("Import:WaitSeconds", "30");
        // The in-process server limits no content, and says so at each request.
        builder.ConfigureLogging(log => log.AddFilter("Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware", LogLevel.Error));
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        if (IsIdle)
            builder.ConfigureTestServices(RemoveBackgroundWork);
        if (Replace is not null)
            builder.ConfigureTestServices(Replace);
    }

    // The web server itself is a hosted service too.
    private static void RemoveBackgroundWork(IServiceCollection services)
    {
        foreach (var service in services.Where(one => one.ServiceType == typeof(IHostedService)).ToList())
        {
            if (service.ImplementationType?.Name != "GenericWebHostService")
                services.Remove(service);
        }

        services.AddSingleton<IBackgroundJobClient, ImmediateImports>();
    }
}
