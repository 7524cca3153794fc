namespace GridMap.Server.Platform;

/// <summary>A lock between processes. The system frees it when its holder dies, <c>kill -9</c> included.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    public void Dispose() => file.Dispose();

    /// <summary>The lock for one holder alone, or null while anyone holds it.</summary>
    public static FileLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>The lock shared with other sharers, or null while one process holds it alone.</summary>
    public static FileLock? TryShared(string path) => TryOpen(path, FileAccess.Read, FileShare.Read);

    /// <summary>Waits up to two minutes for the lock for one holder alone.</summary>
    /// <exception cref="StartupException">It stayed taken.</exception>
    public static async Task<FileLock> ExclusiveAsync(string path, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        try
        {
            FileLock? taken;
            while ((taken = TryExclusive(path)) is null)
                await Task.Delay(50, deadline.Token);
            return taken;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new StartupException($"Another GridMap command has been starting or stopping the database for {Patience.TotalMinutes} minutes; it holds {path}.");
        }
    }

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS; other input/output errors are not "taken" and must be told.
    private static bool IsTaken(IOException error) => error.HResult is 11 or 35;
}
