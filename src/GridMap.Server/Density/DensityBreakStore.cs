using GridMap.Contracts.Density;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Spatial.Density;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>The class breaks of a county: chosen once, when there is something to choose from, and then kept.</summary>
internal static class DensityBreakStore
{
    // Breaks chosen from the first few reports would be kept although they fit nothing that follows.
    private const int EnoughGrids = 10;

    /// <summary>Stores breaks where none are stored and enough grids have unresolved issues; within the recount's transaction.</summary>
    public static async Task StoreFirstAsync(NpgsqlConnection connection, string countyCode, CancellationToken ct)
    {
        var figures = await ReadAsync(connection, countyCode, ct);
        var positive = figures.Count(figure => figure.Count > 0);
        if (positive > 0 && positive >= Math.Min(EnoughGrids, figures.Count / 2))
            await StoreAsync(connection, countyCode, Choose(figures), isRenewal: false, ct);
    }

    /// <summary>Chooses anew from the present figures; null where there is no such county.</summary>
    public static Task<DensityBreaks?> RenewAsync(NpgsqlDataSource db, Caller caller, string countyCode, CancellationToken ct) =>
        db.WriteAsync<DensityBreaks?>(caller, async connection =>
        {
            var before = await ReadStoredAsync(connection, countyCode, ct);
            var breaks = Choose(await ReadAsync(connection, countyCode, ct));
            return await StoreAsync(connection, countyCode, breaks, isRenewal: true, ct)
                ? (breaks, new AuditRecord("breaks.renewed", "county", countyCode, Before: before, After: breaks))
                : (null, null);
        }, ct);

    /// <summary>The breaks that fit these figures.</summary>
    public static DensityBreaks Choose(IReadOnlyCollection<(int Count, double PerSquareKilometre)> figures) => new(
        ClassBreaks.From(figures.Select(figure => figure.PerSquareKilometre)),
        [.. ClassBreaks.From(figures.Select(figure => (double)figure.Count), wholeNumbers: true).Select(upper => (int)Math.Min(upper, int.MaxValue))]);

    private static async Task<List<(int Count, double PerSquareKilometre)>> ReadAsync(
        NpgsqlConnection connection, string countyCode, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For("Density/list-figures"), countyCode);
        return await command.ListAsync(row => (row.GetInt32(0), row.GetDouble(1)), ct);
    }

    private static async Task<DensityBreaks?> ReadStoredAsync(NpgsqlConnection connection, string countyCode, CancellationToken ct)
    {
        await using var command = connection.Command(
            "SELECT density_breaks_per_square_kilometre, count_breaks FROM county WHERE county_code = $1 FOR NO KEY UPDATE", countyCode);
        var stored = await command.ListAsync(row => (Density: row.Nullable<double[]>(0), Counts: row.Nullable<int[]>(1)), ct);
        return stored is [({ } density, { } counts)] ? new(density, counts) : null;
    }

    private static async Task<bool> StoreAsync(
        NpgsqlConnection connection, string countyCode, DensityBreaks breaks, bool isRenewal, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For("Density/store-breaks"), countyCode,
            breaks.DensityBreaksPerSquareKilometre.ToArray(), breaks.CountBreaks.ToArray(), isRenewal, Guid.CreateVersion7());
        return await command.ExecuteScalarAsync(ct) is not null;
    }
}
