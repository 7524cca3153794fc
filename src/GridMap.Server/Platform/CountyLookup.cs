using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>What every slice asks of a county.</summary>
internal static class CountyLookup
{
    /// <summary>Whether there is such a county: asked only where a list came out empty.</summary>
    public static async Task<bool> HasCountyAsync(this NpgsqlDataSource db, string countyCode, CancellationToken ct) =>
        await db.FirstOrDefaultAsync("SELECT true FROM county WHERE county_code = $1", [countyCode], row => row.GetBoolean(0), ct);

    /// <summary>The zone in which the county's days begin and end; null where there is no such county.</summary>
    public static async Task<TimeZoneInfo?> FindTimeZoneAsync(this NpgsqlDataSource db, string countyCode, CancellationToken ct)
    {
        var name = await db.FirstOrDefaultAsync(
            "SELECT time_zone FROM county WHERE county_code = $1", [countyCode], row => row.GetString(0), ct);
        if (name is null) return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}
