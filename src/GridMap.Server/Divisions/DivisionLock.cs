using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Who changes a county's divisions, or imports into it, does so one at a time.</summary>
internal static class DivisionLock
{
    /// <summary>Waits for the others, until the end of the transaction; statements then take as long as they take.</summary>
    public static async Task TakeAsync(NpgsqlConnection connection, string countyCode, CancellationToken ct)
    {
        await connection.ExecuteAsync(Database.WithoutTimeLimit, [], ct);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('gridmap import ' || $1, 0))", [countyCode], ct);
    }
}
