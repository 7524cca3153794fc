using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GridMap.Testing;

/// <summary>The real server as a process of its own on a test's database, to be killed without warning.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = TestKeys.Header(TestKeys.Administrator);
    }

    /// <summary>Asks this server.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts it on a free port; it answers when this returns.</summary>
    public static async Task<ServerProcess> StartAsync(TestDatabase database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GridMap.Server.dll"), "serve", "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ConnectionStrings__GridMap"] = database.ConnectionString;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var server = new ServerProcess(Process.Start(start)!, address);
        await Eventually.HoldsAsync(server.IsReadyAsync);
        return server;
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (process.HasExited) Assert.Fail($"The server ended by itself: {await errors}");
        try
        {
            using var response = await Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
