using System.Diagnostics;
using System.Globalization;

namespace GridMap.Server.Platform;

/// <summary>What a running PostgreSQL says about itself in <c>postmaster.pid</c>.</summary>
/// <param name="ProcessId">The main process.</param>
/// <param name="Port">The number in its socket's name.</param>
/// <param name="SocketFolder">Where its socket is.</param>
/// <param name="Status">ready, starting, stopping or standby.</param>
internal sealed record PostmasterFile(int ProcessId, int Port, string SocketFolder, string Status)
{
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");

    /// <summary>The PostgreSQL that runs on this data, or null. A file left by a killed one does not count.</summary>
    public static PostmasterFile? ReadRunning(string dataFolder) =>
        Read(dataFolder) is { } written && IsAlive(written.ProcessId, dataFolder) ? written : null;

    private static PostmasterFile? Read(string dataFolder)
    {
        try
        {
            // Line by line: process, data folder, start time, port, socket folder, address, shared memory, status.
            return File.ReadAllLines(PathIn(dataFolder)) is [var process, _, _, var port, var socket, _, _, var status, ..]
                ? new(int.Parse(process, CultureInfo.InvariantCulture), int.Parse(port, CultureInfo.InvariantCulture), socket, status.Trim())
                : Unready(dataFolder);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or FormatException)
        {
            return null;
        }
    }

    // Its first moments: the process is there, the rest not yet written.
    private static PostmasterFile? Unready(string dataFolder) =>
        File.ReadLines(PathIn(dataFolder)).FirstOrDefault() is { } process && int.TryParse(process, out var id)
            ? new(id, 0, "", "starting")
            : null;

    // After a crash the number may belong to any other process, and PostgreSQL itself would then refuse to start.
    // Its main process works in its data folder, which tells it from all others.
    private static bool IsAlive(int processId, string dataFolder)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !OperatingSystem.IsLinux()
                || new DirectoryInfo($"/proc/{processId}/cwd").ResolveLinkTarget(true)?.FullName == RealPath(dataFolder);
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string RealPath(string folder)
    {
        var real = Path.GetPathRoot(folder)!;
        foreach (var part in folder.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            real = new DirectoryInfo(real).ResolveLinkTarget(true)?.FullName ?? real;
        }

        return real;
    }
}
