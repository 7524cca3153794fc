using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Grids;

/// <summary>Rows of list-grids.sql and get-grid.sql.</summary>
internal static class GridRecord
{
    /// <summary>One row as a feature.</summary>
    public static Feature<Grid> Read(NpgsqlDataReader row) => Feature(row, ReadGrid(row));

    /// <summary>One row of get-grid.sql as a feature; the facilities are counted apart.</summary>
    public static Feature<GridDetail> ReadDetail(NpgsqlDataReader row)
    {
        var grid = ReadGrid(row);
        return Feature(row, new GridDetail(
            grid.GridId, grid.GridCode, grid.Name, grid.Level, [.. Parents(row)], grid.AreaSquareMetres, grid.Residents,
            grid.LeadUnit, grid.WasRepaired, row.Nullable<int?>(19), row.Nullable<double?>(20),
            row.Nullable<DateTimeOffset?>(21), new Dictionary<string, int>(), new Dictionary<string, int>(), row.GetInt64(22)));
    }

    private static Feature<T> Feature<T>(NpgsqlDataReader row, T properties) =>
        new(GeoJson.Id(row.GetInt32(0)), GeoJson.Parse(row.GetString(13)), properties);

    private static Grid ReadGrid(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Nullable<string>(4), row.GetDouble(5),
        row.Nullable<int?>(6),
        row.IsDBNull(7) ? null : new Unit(
            row.GetString(7), row.GetString(8), row.GetString(9), row.Nullable<string>(10), row.Nullable<string>(11)),
        row.GetBoolean(12));

    private static IEnumerable<GridName> Parents(NpgsqlDataReader row)
    {
        if (!row.IsDBNull(16)) yield return new(row.GetString(16), row.GetString(17), row.GetString(18));
        if (!row.IsDBNull(4)) yield return new(row.GetString(4), row.GetString(14), row.GetString(15));
    }
}
