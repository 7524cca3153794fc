namespace GridMap.Server.Platform;

/// <summary>One private PostgreSQL cluster: makes it, starts it, stops it. Who may do so is <see cref="LocalPostgres"/>'s to decide.</summary>
internal sealed class LocalPostgresCluster(LocalPostgresOptions options)
{
    private const long SpaceNeededBytes = 512L << 20;
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OrphansPatience = TimeSpan.FromSeconds(20);

    private readonly GridMapHome home = options.Home;

    private string StartLog => Path.Combine(home.DataFolder, "start.log");

    /// <summary>Takes over the PostgreSQL that already runs on the data, or starts one; makes the data first if there is none.</summary>
    public async Task<PostmasterFile> EnsureRunningAsync(CancellationToken ct)
    {
        if (await SettledAsync(ct) is { } running)
            return running;

        var programs = await LocalPostgresPrograms.FindAsync(home.DataFolder, ct);
        if (!home.HasData)
            await MakeAsync(programs, ct);
        await StartAsync(programs, ct);
        return await SettledAsync(ct)
            ?? throw new StartupException($"PostgreSQL started on {home.DataFolder} and ended at once; its log is in {home.DataFolder}/log.");
    }

    /// <summary>Ends PostgreSQL cleanly: sessions are cut off, everything committed is on the disk.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (PostmasterFile.ReadRunning(home.DataFolder) is not { } running)
            return;
        var user = await LocalPostgresUser.OwnerOfAsync(home.DataFolder, ct);
        var programs = await LocalPostgresPrograms.FindAsync(home.DataFolder, ct);
        var stopped = await user.RunAsync(programs["pg_ctl"], ["-D", home.DataFolder, "-m", "fast", "-w", "-t", "120", "stop"], ct);
        if (!stopped.Succeeded && PostmasterFile.ReadRunning(home.DataFolder) is not null)
            throw LocalPostgresFailure.Explain($"PostgreSQL on {home.DataFolder} did not stop", stopped.Output);
        RemoveSocketFolder(running.SocketFolder);
    }

    private async Task<PostmasterFile?> SettledAsync(CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(ReadyPatience);
        while (true)
        {
            var running = PostmasterFile.ReadRunning(home.DataFolder);
            if (running is null or { Status: "ready" })
                return running;
            await Task.Delay(50, deadline.Token);
        }
    }

    // Made beside its place and moved there when whole: a kill in the middle leaves nothing that looks like data.
    private async Task MakeAsync(LocalPostgresPrograms programs, CancellationToken ct)
    {
        RequireSpace();
        var user = LocalPostgresUser.ForNewCluster();
        await user.RequireAsync(ct);
        options.Say($"creating a PostgreSQL {programs.MajorVersion} cluster in {home}");
        if (Directory.Exists(home.UnfinishedDataFolder))
            Directory.Delete(home.UnfinishedDataFolder, recursive: true);

        await user.MakeFolderAsync(home.UnfinishedDataFolder, ct);
        var made = await user.RunAsync(programs["initdb"], InitialArguments(), ct);
        if (!made.Succeeded)
            throw LocalPostgresFailure.Explain($"A PostgreSQL cluster could not be created in {home}", made.Output);

        var conf = Path.Combine(home.UnfinishedDataFolder, "postgresql.conf");
        await user.WriteFileAsync(conf, await File.ReadAllTextAsync(conf, ct) + $"\ninclude '{LocalPostgresSettings.FileName}'\n", ct);
        await user.WriteFileAsync(Path.Combine(home.UnfinishedDataFolder, "pg_hba.conf"), LocalPostgresSettings.HostBasedAccess, ct);
        await user.WriteFileAsync(Path.Combine(home.UnfinishedDataFolder, "pg_ident.conf"), LocalPostgresSettings.Identities(user), ct);
        Directory.Move(home.UnfinishedDataFolder, home.DataFolder);
    }

    private IEnumerable<string> InitialArguments() =>
    [
        "-D", home.UnfinishedDataFolder, "-U", LocalPostgresSettings.Name, "-A", "peer", "-E", "UTF8",
        // macOS has no C.UTF-8; C compares the same.
        OperatingSystem.IsMacOS() ? "--locale=C" : "--locale=C.UTF-8",
        "--data-checksums", "--no-instructions",
        .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
    ];

    private void RequireSpace()
    {
        var freeBytes = new DriveInfo(home.Folder).AvailableFreeSpace;
        if (options.Durable && freeBytes < SpaceNeededBytes)
            throw new StartupException($"There is no space left on the disk: {freeBytes >> 20} MB are free at {home}, and {SpaceNeededBytes >> 20} MB are needed. Free some, or set {GridMapHome.Variable} to a folder on another disk.");
    }

    private async Task StartAsync(LocalPostgresPrograms programs, CancellationToken ct)
    {
        var user = await LocalPostgresUser.OwnerOfAsync(home.DataFolder, ct);
        var socketFolder = options.SocketFolder ?? LocalPostgresSocket.FolderFor(home);
        RemoveLeftovers(socketFolder);
        await user.MakeFolderAsync(socketFolder, ct);
        await user.WriteFileAsync(
            Path.Combine(home.DataFolder, LocalPostgresSettings.FileName),
            LocalPostgresSettings.Text(socketFolder, options.Durable, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), ct);

        var orphansEndBy = options.Clock.GetTimestamp();
        while (true)
        {
            var started = await user.RunAsync(
                programs["pg_ctl"], ["-D", home.DataFolder, "-l", StartLog, "-s", "-w", "-t", "300", "start"], ct);
            if (started.Succeeded)
                return;
            var log = await ReadLogAsync(ct);
            if (!HasOrphans(log) || options.Clock.GetElapsedTime(orphansEndBy) > OrphansPatience)
                throw LocalPostgresFailure.Explain($"PostgreSQL did not start on {home.DataFolder}", started.Output + log);
            await Task.Delay(200, ct);
        }
    }

    // Only called when no PostgreSQL runs on the data: what is found was left by one that was killed.
    private void RemoveLeftovers(string socketFolder)
    {
        File.Delete(PostmasterFile.PathIn(home.DataFolder));
        File.Delete(StartLog);
        RemoveSocketFolder(socketFolder);
    }

    private static void RemoveSocketFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var socket in Directory.GetFiles(folder, ".s.PGSQL.*"))
            File.Delete(socket);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    // Sessions of a killed main process hold its shared memory until they notice, which takes them a moment.
    private static bool HasOrphans(string log) => log.Contains("pre-existing shared memory block", StringComparison.Ordinal);

    private async Task<string> ReadLogAsync(CancellationToken ct)
    {
        var folder = new DirectoryInfo(Path.Combine(home.DataFolder, "log"));
        var newest = folder.Exists ? folder.GetFiles().MaxBy(file => file.LastWriteTimeUtc)?.FullName : null;
        var texts = new[] { newest, StartLog }.OfType<string>().Where(File.Exists).Select(file => File.ReadAllTextAsync(file, ct));
        var tail = string.Join('\n', await Task.WhenAll(texts));
        return tail.Length > 8000 ? tail[^8000..] : tail;
    }
}
