using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>A database somebody else runs, named by GRIDMAP_DB.</summary>
internal static class GivenDatabase
{
    private const int LowestServerVersion = LocalPostgresPrograms.LowestMajorVersion * 10_000;

    private const string Facts =
        """
        SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
               (SELECT coalesce(installed_version, default_version) FROM pg_available_extensions WHERE name = 'postgis')
        """;

    /// <summary>Whether it answers and will do.</summary>
    /// <exception cref="StartupException">It cannot be reached, or is too old, or has no PostGIS.</exception>
    public static async Task RequireAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 10 });
            var (number, version, postgis) = (await source.ListAsync(
                Facts, [], row => (row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)), ct))[0];
            if (Complaint(number, version, postgis) is { } complaint)
                throw new StartupException($"The database of GRIDMAP_DB will not do: {complaint}");
        }
        catch (Exception error) when (error is NpgsqlException or ArgumentException or FormatException)
        {
            throw new StartupException($"The database of GRIDMAP_DB cannot be used: {Reason(error)}", error);
        }
    }

    /// <summary>Npgsql's words together with the system's own ("Connection refused"), which are the inner error's.</summary>
    public static string Reason(Exception error) =>
        error is NpgsqlException { InnerException: { } inner } and not PostgresException
            ? $"{error.Message.TrimEnd('.')}: {inner.Message}"
            : error.Message;

    private static string? Complaint(int number, string version, string? postgis)
    {
        if (number < LowestServerVersion)
            return $"it is PostgreSQL {version}, and {LocalPostgresPrograms.LowestMajorVersion} or newer is needed.";
        if (postgis is null)
            return "its server has no PostGIS; install it there.";
        return Version.TryParse(postgis, out var found) && found < LocalPostgresPrograms.LowestPostgis
            ? $"its PostGIS is {postgis}, and {LocalPostgresPrograms.LowestPostgis} or newer is needed."
            : null;
    }
}
