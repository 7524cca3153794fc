using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Rows of the queries beside it.</summary>
internal static class DivisionRecord
{
    /// <summary>One row of list-divisions.sql.</summary>
    public static Division Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.Nullable<int?>(3), row.GetInt32(4), row.Nullable<int?>(5),
        row.Nullable<int?>(6), row.Nullable<string>(7), row.GetFieldValue<DateTimeOffset>(8), row.Nullable<DateTimeOffset?>(9),
        row.Nullable<DateOnly?>(10), row.Nullable<DateTimeOffset?>(11), row.Nullable<DateTimeOffset?>(12),
        row.Nullable<string>(13), row.Nullable<string>(14), row.GetInt64(15));

    /// <summary>One row of list-division-grids.sql.</summary>
    public static Feature<DivisionGrid> ReadGrid(NpgsqlDataReader row) => new(null, GeoJson.Parse(row.GetString(8)), new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.Nullable<string>(3), row.Nullable<string>(4),
        row.Nullable<int?>(5), row.GetDouble(6), row.Nullable<int?>(7)));

    /// <summary>One row of list-differences.sql.</summary>
    public static Feature<ChangedGrid> ReadDifference(NpgsqlDataReader row) => new(null, GeoJson.Parse(row.GetString(8)), new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Nullable<string>(4), row.Nullable<string>(5),
        row.Nullable<double?>(6), row.Nullable<double?>(7)));

    /// <summary>One row of list-defects.sql.</summary>
    public static Feature<DivisionDefect> ReadDefect(NpgsqlDataReader row) => new(
        GeoJson.Id(row.GetInt32(0)), GeoJson.Parse(row.GetString(8)), new(
        row.GetInt32(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5),
        row.GetDouble(6), row.GetBoolean(7)));
}
