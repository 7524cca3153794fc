using GridMap.Server.Platform;

namespace GridMap.Testing;

/// <summary>The temporary folders in which test processes keep their clusters.</summary>
internal static class ThrowAwayHome
{
    private const string Prefix = "gridmap-test-";

    // Nobody has taken the lock of a folder made this moment yet.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>A cluster of this process's own, in the first temporary folder that the database's user can enter.</summary>
    public static async Task<LocalPostgresOptions> CreateAsync()
    {
        var user = LocalPostgresUser.ForNewCluster();
        foreach (var folder in Folders())
        {
            if (await user.CanEnterAsync(folder, CancellationToken.None))
                return In(Path.Combine(folder, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"[..30]));
        }

        throw new StartupException($"The user '{user}' can enter none of the temporary folders.");
    }

    /// <summary>Stops and deletes the clusters whose test processes are gone; those still held are left alone.</summary>
    public static async Task SweepAsync()
    {
        foreach (var folder in Folders().SelectMany(one => Directory.GetDirectories(one, Prefix + "*")))
        {
            try
            {
                if (IsAbandoned(folder))
                    await DeleteAsync(In(folder));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or StartupException)
            {
                // Another user's, or another process sweeps it at this moment.
            }
        }
    }

    private static LocalPostgresOptions In(string folder) => new(GridMapHome.At(folder))
    {
        Durable = false,
        SocketFolder = Path.Combine(folder, "socket"),
    };

    private static bool IsAbandoned(string folder)
    {
        if (TimeProvider.System.GetUtcNow() - Directory.GetCreationTimeUtc(folder) < Settled)
            return false;
        using var owner = FileLock.TryExclusive(GridMapHome.At(folder).OwnerLock);
        return owner is not null;
    }

    private static async Task DeleteAsync(LocalPostgresOptions options)
    {
        await new LocalPostgresCluster(options).StopAsync(CancellationToken.None);
        options.Home.Remove();
    }

    private static IEnumerable<string> Folders() =>
        new[] { Path.GetTempPath().TrimEnd('/'), "/tmp", "/var/tmp" }.Where(Directory.Exists).Distinct();
}
