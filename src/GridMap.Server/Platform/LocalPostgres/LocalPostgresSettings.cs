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
    public static string Text(string socketFolder, bool durable) =>
        $"""
        # Written anew by GridMap at each start.
        listen_addresses = ''
        port = 5432
        unix_socket_directories = '{socketFolder}'
        unix_socket_permissions = 0700
        max_connections = {(durable ? 80 : 200)}
        shared_buffers = {(durable ? "256MB" : "64MB")}
        work_mem = 16MB
        maintenance_work_mem = 128MB
        effective_cache_size = 1GB
        # Compiling a tile's plan took longer than running it.
        jit = off
        random_page_cost = 1.1
        autovacuum = on
        timezone = 'UTC'
        log_timezone = 'UTC'
        {(durable ? Durable : ThrowAway)}
        """;

    private const string Durable =
        """
        fsync = on
        full_page_writes = on
        synchronous_commit = on
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
