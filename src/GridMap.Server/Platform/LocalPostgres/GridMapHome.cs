using System.Security.Cryptography;
using System.Text;

namespace GridMap.Server.Platform;

/// <summary>The folder that keeps a private cluster: the database, its locks, and a file that says what it is.</summary>
internal sealed class GridMapHome
{
    public const string Variable = "GRIDMAP_HOME";

    private const string SystemFolder = "/var/lib/gridmap";

    private GridMapHome(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Where PostgreSQL keeps its data; exists only once it is whole.</summary>
    public string DataFolder => Path.Combine(Folder, "postgres");

    /// <summary>Where a cluster is made before it takes the place of <see cref="DataFolder"/>.</summary>
    public string UnfinishedDataFolder => Path.Combine(Folder, "postgres.unfinished");

    /// <summary>Held by the one <c>up</c> that serves this home.</summary>
    public string OwnerLock => Path.Combine(Folder, "owner.lock");

    /// <summary>Shared by the commands that use the database for a while.</summary>
    public string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>Held while the database is being started or stopped.</summary>
    public string TransitionLock => Path.Combine(Folder, "transition.lock");

    /// <summary>Name of the key that signs the audit's anchors; it lies beside their folder.</summary>
    public const string AuditKeyName = "audit-key.pem";

    /// <summary>The signed heads of the audit.</summary>
    public string AnchorFolder => Path.Combine(Folder, "anchors");

    /// <summary>Names and passwords of the demonstration's accounts.</summary>
    public string DemoAccountsFile => Path.Combine(Folder, "demo-accounts");

    public string OwnerProcessFile => Path.Combine(Folder, "owner.pid");

    public bool HasData => Directory.Exists(DataFolder);

    /// <summary>Exists in GridMap's own folders only, so that no other folder is ever filled or emptied.</summary>
    private string Marker => Path.Combine(Folder, "gridmap-home.txt");

    /// <summary>Ten hexadecimal digits that tell one folder from another, short enough for a socket's path.</summary>
    public string Tag => TagOf(Folder);

    public override string ToString() => Folder;

    public static GridMapHome At(string folder) => new(Path.GetFullPath(folder));

    /// <summary>
    /// The home to use: <paramref name="chosen"/> when it is set; else <c>.gridmap/</c> in the repository, or, where
    /// the database's user cannot reach that, a folder of the system's.
    /// </summary>
    /// <param name="chosen">The value of GRIDMAP_HOME, if any.</param>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="say">Told the first time another folder than the usual one is taken.</param>
    /// <param name="ct">Stops the search.</param>
    public static async Task<GridMapHome> FindAsync(string? chosen, string repository, Action<string> say, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(chosen))
            return At(chosen);

        var usual = At(Path.Combine(repository, ".gridmap"));
        var spare = At(Path.Combine(SystemFolder, TagOf(Path.GetFullPath(repository))));
        var user = LocalPostgresUser.ForNewCluster();
        if (!spare.HasData && (usual.HasData || await user.CanEnterAsync(repository, ct)))
            return usual;

        if (!spare.HasData)
            say($"the data will be in {spare}, since the user '{user}' cannot enter {repository}; {Variable} chooses another folder.");
        return spare;
    }

    /// <summary>Makes the folder where it does not exist yet.</summary>
    /// <exception cref="StartupException">It holds something else, or cannot be written.</exception>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            if (File.Exists(Marker))
                return;
            if (Directory.EnumerateFileSystemEntries(Folder).Any())
                throw new StartupException($"{Folder} holds other files; set {Variable} to an empty folder, or to one that does not exist yet.");
            if (Environment.IsPrivilegedProcess)
                OpenToOthers(Folder);
            File.WriteAllText(Marker, "GridMap keeps its database here. Remove it with: ./gridmap reset\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {Folder} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Removes what GridMap keeps in the folder, and the folder itself once it is empty.</summary>
    /// <exception cref="StartupException">The folder is not GridMap's, or in use.</exception>
    public void Remove()
    {
        if (!File.Exists(Marker))
            throw new StartupException($"{Folder} is not a GridMap data folder; nothing was removed.");
        using var transition = FileLock.TryExclusive(TransitionLock);
        using var owner = FileLock.TryExclusive(OwnerLock);
        using var users = FileLock.TryExclusive(UsersLock);
        if (transition is null || owner is null || users is null || PostmasterFile.ReadRunning(DataFolder) is not null)
            throw new StartupException($"{Folder} is in use; stop GridMap first. Nothing was removed.");

        foreach (var data in new[] { DataFolder, UnfinishedDataFolder, AnchorFolder }.Where(Directory.Exists))
            Directory.Delete(data, recursive: true);
        foreach (var file in new[] { Path.Combine(Folder, AuditKeyName), DemoAccountsFile, $"{DemoAccountsFile}.new", OwnerProcessFile, OwnerLock, UsersLock, TransitionLock, Marker })
            File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(Folder).Any())
            Directory.Delete(Folder);
    }

    // Root's umask may be strict; PostgreSQL's own folder inside stays closed to everyone else.
    private static void OpenToOthers(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private static string TagOf(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..10];
}
