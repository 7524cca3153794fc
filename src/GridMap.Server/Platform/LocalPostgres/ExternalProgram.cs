using System.ComponentModel;
using System.Diagnostics;

namespace GridMap.Server.Platform;

/// <summary>What a program left behind: its exit code, and what it wrote to either stream.</summary>
internal sealed record ProgramResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs the system's and PostgreSQL's programs.</summary>
internal static class ExternalProgram
{
    /// <summary>The program could not be run at all, as shells report it.</summary>
    public const int NotFound = 127;

    /// <summary>Runs a program to its end; exit code <see cref="NotFound"/> where there is no such program.</summary>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, string? input = null, CancellationToken ct = default)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, input is not null) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new(NotFound, $"{program}: {missing.Message}");
        }

        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
        }

        await WaitAsync(process, ct);
        return new(process.ExitCode, await ReadAsync(output, ct));
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, bool hasInput)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = hasInput,
            // The current folder may be closed to the user the program runs as.
            WorkingDirectory = "/",
        };

        // PGDATA, PGPORT, PGOPTIONS … of the caller's shell are meant for other clusters; messages are read, so English.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task WaitAsync(Process process, CancellationToken ct)
    {
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // A daemon the program left behind may keep the streams open for ever.
    private static async Task<string> ReadAsync(Task<string[]> output, CancellationToken ct)
    {
        await Task.WhenAny(output, Task.Delay(TimeSpan.FromSeconds(1), ct));
        return output.IsCompletedSuccessfully ? string.Concat(await output) : "";
    }
}
