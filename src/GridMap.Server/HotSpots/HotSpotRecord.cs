using GridMap.Contracts.HotSpots;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.HotSpots;

/// <summary>Runs and what they found, as they are read.</summary>
internal static class HotSpotRecord
{
    /// <summary>One row of list-runs.sql.</summary>
    public static HotSpotRun ReadRun(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.Nullable<int?>(3), row.GetString(4), row.GetDouble(5), row.GetDouble(6),
        row.GetInt64(7), row.GetInt32(8), row.GetInt32(9), row.GetString(10), row.GetDouble(11), row.GetInt32(12), row.GetInt32(13),
        row.GetInt32(14), row.GetInt32(15), row.GetInt32(16), row.Nullable<double?>(17), row.Nullable<double?>(18), row.Nullable<double?>(19),
        row.GetFieldValue<DateTimeOffset>(20), row.GetFieldValue<DateTimeOffset>(21));

    /// <summary>The first columns of list-hotspots.sql.</summary>
    public static HotSpot Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetDouble(3), row.GetInt32(4), row.Nullable<double?>(5),
        row.Nullable<double?>(6), row.Nullable<double?>(7), row.Nullable<double?>(8), row.Nullable<int?>(9), row.Nullable<double?>(10),
        row.GetString(11), row.GetString(12));
}
