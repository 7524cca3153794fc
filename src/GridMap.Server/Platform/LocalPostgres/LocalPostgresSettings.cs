namespace GridMap.Server.Platform;

/// <summary>How a private cluster is set up; an administrator's <c>ALTER SYSTEM</c> still wins.</summary>
internal static class LocalPostgresSettings
{
    /// <summary>The role that owns the database, and the database's name.</summary>
    public const string Name = "gridmap";

    public const string FileName = "gridmap.conf";

    /// <summary>Only GridMap's own user, root and the user that runs PostgreSQL come in, known by the system, without a password.</summary>
    public const string HostBasedAccess = $"local all all peer map={Name}\n";

    public static string Identities(LocalPostgresUser user) =>
        string.Concat(new[] { "root", Environment.UserName, user.ToString() }.Distinct().Select(one => $"{Name} {one} {Name}\n"));

    /// <param name="socketFolder">Where the socket goes; there is no TCP port that could clash or be reached.</param>
    /// <param name="durable">False for throw-away clusters of tests alone.</param>
    /// <param name="memoryBytes">What this machine, or the container, has.</param>
    public static string Text(string socketFolder, bool durable, long memoryBytes) =>
        $"""
        # Written anew by GridMap at each start.
        listen_addresses = ''
        port = 5432
        unix_socket_directories = '{socketFolder}'
        unix_socket_permissions = 0700
        max_connections = {(durable ? 80 : 200)}
        shared_buffers = {(durable ? SharedBuffersMegabytes(memoryBytes) : 64)}MB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        effective_cache_size = {Math.Max(512, memoryBytes / Megabyte / 2)}MB
        # Compiling a tile's plan took longer than running it.
        jit = off
        random_page_cost = 1.1
        autovacuum = on
        timezone = 'UTC'
        log_timezone = 'UTC'
        {(durable ? Durable : ThrowAway)}
        """;

    // An eighth of the memory, since the machine may do other things too. A county of a million problems with its indexes takes
    // about 1 GB; what does not fit is written out and read in again for each of them when a division comes into force.
    private static long SharedBuffersMegabytes(long memoryBytes) => Math.Clamp(memoryBytes / Megabyte / 8, 128, 2048);

    private const long Megabyte = 1024 * 1024;

    // 4 GB of log: a division over a million problems writes 2.5 GB, and a checkpoint amid it would write most pages twice.
    private const string Durable =
        """
        fsync = on
        full_page_writes = on
        synchronous_commit = on
        max_wal_size = 4GB
        checkpoint_timeout = 15min
        # A week of logs, each day's overwriting the last week's.
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgres-%a.log'
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on

        """;

    private const string ThrowAway =
        """
        fsync = off
        full_page_writes = off
        synchronous_commit = off
        max_wal_size = 512MB

        """;
}
