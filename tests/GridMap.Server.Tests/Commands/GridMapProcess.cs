using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GridMap.Server.Platform;

namespace GridMap.Server.Tests.Commands;

/// <summary>The server's program as a process of its own, as <c>./gridmap</c> hands over to it.</summary>
internal sealed class GridMapProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GridMapProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"GridMap ended: {Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => process.Id;

    /// <summary>What it wrote to either stream so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts a command on a data folder, with nothing of the tests' own environment that could reach it.</summary>
    public static GridMapProcess Start(string home, int port, string[] arguments, params (string Name, string Value)[] environment)
    {
        // Tests run in the background of a script ignore Ctrl-C, and under nohup the hang-up; what they start would inherit that.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP", "dotnet"] : ["env", "dotnet"];
        var start = new ProcessStartInfo(program[0], [.. program[1..], typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("GRIDMAP_DB");
        start.Environment["GRIDMAP_HOME"] = home;
        start.Environment["GRIDMAP_PORT"] = $"{port}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(start);
    }

    /// <summary>Runs a command that ends by itself.</summary>
    public static async Task<ProgramResult> RunAsync(
        string home, int port, string[] arguments, string input = "", params (string Name, string Value)[] environment)
    {
        await using var run = Start(home, port, arguments, environment);
        await run.process.StandardInput.WriteAsync(input);
        run.process.StandardInput.Close();
        return await run.EndAsync();
    }

    /// <summary>A key that may do everything, as whoever owns the machine gets one.</summary>
    public static async Task<string> TokenAsync(string home, int port)
    {
        var made = await RunAsync(home, port, ["token", "administrator"]);
        return made.Output.Split('\n').Single(line => line.StartsWith("gm_", StringComparison.Ordinal)).Trim();
    }

    /// <summary>A port of 127.0.0.1 that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it says that it is there.</summary>
    public Task ReadyAsync() => ready.Task.WaitAsync(Patience);

    /// <summary>Sends a signal by name, for example <c>TERM</c>, and waits for the end.</summary>
    public async Task<ProgramResult> StopAsync(string signal)
    {
        await ExternalProgram.RunAsync("kill", [$"-{signal}", $"{process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        lock (output)
            output.AppendLine(line);
        if (line?.StartsWith("GridMap is at ", StringComparison.Ordinal) == true)
            ready.TrySetResult();
    }
}
