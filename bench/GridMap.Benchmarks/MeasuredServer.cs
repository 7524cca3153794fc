using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Net;
using System.Net.Sockets;
using GridMap.Testing;

namespace GridMap.Benchmarks;

/// <summary>The server as a process of its own, whose memory is looked at a hundred times a second.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private const string County = "990101";
    private const int HeapBytes = sizeof(long);
    private readonly Process _process;
    private readonly MemoryMappedFile _told;
    private readonly MemoryMappedViewAccessor _heap;
    private readonly Timer _sampler;
    private (long Process, long Heap) _peak;

    private MeasuredServer(Process process, Uri address, string told)
    {
        _process = process;
        _told = MemoryMappedFile.CreateFromFile(told);
        _heap = _told.CreateViewAccessor();
        _sampler = new(_ => _peak = (Math.Max(_peak.Process, Now.Process), Math.Max(_peak.Heap, Now.Heap)), null, 0, 10);
        Client = new HttpClient { BaseAddress = new Uri(address, $"/api/counties/{County}/"), Timeout = Timeout.InfiniteTimeSpan };
        Client.DefaultRequestHeaders.Authorization = TestKeys.Header(TestKeys.Administrator);
    }

    /// <summary>Asks below the county's address.</summary>
    public HttpClient Client { get; }

    /// <summary>The most bytes since it was last taken: of the process, of the managed heap.</summary>
    public (long Process, long Heap) Peak => _peak;

    private (long Process, long Heap) Now
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _heap.ReadInt64(0));
        }
    }

    /// <summary>Starts it on a free port; it answers when this returns.</summary>
    public static async Task<MeasuredServer> StartAsync(TestDatabase database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var told = Path.GetTempFileName();
        await File.WriteAllBytesAsync(told, new byte[HeapBytes]);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GridMap.Server.dll"), "serve", "--urls", address.ToString()])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ConnectionStrings__GridMap"] = database.ConnectionString;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.Variable] = told;
        var server = new MeasuredServer(Process.Start(start)!, address, told);
        while (!await server.IsReadyAsync()) await Task.Delay(50);
        File.Delete(told);
        return server;
    }

    /// <summary>What it takes now, after which the peak is looked for anew.</summary>
    public (long Process, long Heap) Reset() => _peak = Now;

    public async ValueTask DisposeAsync()
    {
        await _sampler.DisposeAsync();
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _heap.Dispose();
        _told.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException("The server ended by itself.");
        try
        {
            using var response = await Client.GetAsync("/health/ready");
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
