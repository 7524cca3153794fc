using System.Data;
using GridMap.Server.Platform;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.WallSheets;

/// <summary>Reads what a sheet shows in one snapshot: all of one division, whoever publishes another one meanwhile.</summary>
internal static class SheetReader
{
    // Streets around the ground, as a part of its size: what the frame may show beside it.
    private const double Around = 0.6;

    /// <summary>What a sheet of the county or of one of its areas shows.</summary>
    /// <param name="db">The database.</param>
    /// <param name="county">Code of the county.</param>
    /// <param name="area">Code of a grid of any level; null for the whole county.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null where there is no such county; without a place where there is no such area; without grids where there are none.</returns>
    public static async Task<SheetSubject?> ReadAsync(NpgsqlDataSource db, string county, string? area, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if (await FindAsync(connection, county, area, ct) is not { } subject) return null;
        if (area is not null && subject.Area is null) return subject;
        var gridId = subject.Area?.GridId;
        await using var grids = connection.Command(Sql.For("WallSheets/list-sheet-grids"), county, gridId);
        subject = subject with { Grids = await grids.ListAsync(ReadGrid, ct) };
        await using var areas = connection.Command(Sql.For("WallSheets/list-sheet-areas"), county, gridId);
        subject = subject with { Areas = await areas.ListAsync(ReadArea, ct) };
        return subject.Grids is [] ? subject : subject with { Streets = await ListStreetsAsync(connection, county, SheetSubject.BoundsOf(subject.Grids), ct) };
    }

    private static async Task<SheetSubject?> FindAsync(NpgsqlConnection connection, string county, string? area, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("WallSheets/find-sheet"), county, area);
        return (await find.ListAsync(row => new SheetSubject(
            row.GetString(0),
            row.IsDBNull(6) ? null : new(row.GetInt32(6), row.GetString(7), row.GetString(8), row.GetString(9)),
            TimeZoneInfo.TryFindSystemTimeZoneById(row.GetString(1), out var zone) ? zone : TimeZoneInfo.Utc,
            row.GetFieldValue<DateTimeOffset>(2),
            row.IsDBNull(3) ? null : new(row.GetInt32(3), row.GetString(4), row.Nullable<DateTimeOffset?>(5)),
            [], [], []), ct)).SingleOrDefault();
    }

    private static async Task<List<SheetStreet>> ListStreetsAsync(NpgsqlConnection connection, string county, Envelope bounds, CancellationToken ct)
    {
        var (x, y) = (bounds.Width * Around, bounds.Height * Around);
        await using var list = connection.Command(
            Sql.For("WallSheets/list-sheet-streets"), county, bounds.MinX - x, bounds.MinY - y, bounds.MaxX + x, bounds.MaxY + y);
        return await list.ListAsync(row => new SheetStreet(row.GetString(0), row.GetString(1), row.GetFieldValue<Geometry>(2)), ct);
    }

    private static SheetGrid ReadGrid(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetDouble(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4),
        row.Nullable<string>(5), row.Nullable<string>(6), row.GetFieldValue<string[]>(7), row.GetFieldValue<string[]>(8), row.GetFieldValue<Geometry>(9));

    private static SheetArea ReadArea(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetFieldValue<Geometry>(3));
}
