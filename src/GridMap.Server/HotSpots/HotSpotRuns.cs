using System.Data;
using GridMap.Contracts.Grids;
using GridMap.Contracts.HotSpots;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Spatial.HotSpots;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GridMap.Server.HotSpots;

/// <summary>Judges a county, in one snapshot and one transaction under the county's lock: a run is there whole, or not at all.</summary>
internal sealed class HotSpotRuns(NpgsqlDataSource db, NeighbourMaps maps, IOptions<HotSpotOptions> options)
{
    /// <summary>Judges the responsibility grids of a county by every measure.</summary>
    /// <returns>False where another server is at it, or the county has no figures.</returns>
    public async Task<bool> JudgeAsync(string countyCode, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await connection.ConfineAsync(countyCode, Scope.County, ct);
        await connection.ExecuteAsync(Database.WithoutTimeLimit, [], ct);
        if (!(await connection.ListAsync(Sql.For("HotSpots/try-lock"), [countyCode], row => row.GetBoolean(0), ct))[0]) return false;
        if (await ReadAsync(connection, countyCode, GridLevel.Responsibility, ct) is not { } grids) return false;
        foreach (var measure in HotSpotMeasure.All)
        {
            var judgement = await Task.Run(() => HotSpotJudgement.Of(grids, measure, options.Value, ct), ct);
            await KeepAsync(connection, countyCode, grids, judgement, ct);
        }

        await connection.ExecuteAsync(Sql.For("HotSpots/prune-runs"), [countyCode], ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<JudgedGrids?> ReadAsync(NpgsqlConnection connection, string countyCode, string level, CancellationToken ct)
    {
        var version = await connection.ListAsync(
            Sql.For("HotSpots/find-version"), [countyCode, level],
            row => (GridRevision: row.GetInt64(0), Figures: row.GetString(1), Division: row.Nullable<int?>(2)), ct);
        var figures = await connection.ListAsync(
            Sql.For("HotSpots/load-figures"), [countyCode, level], row => (Code: row.GetString(0), Issues: row.GetInt32(1), Area: row.GetDouble(2)), ct);
        if (version is not [var found] || figures.Count == 0) return null;
        var map = await maps.OfAsync(connection, countyCode, level, found.GridRevision, options.Value.ToleranceMetres, ct);
        // Grids without a figure yet are in neither; a figure that came since the map was made is counted before it is judged.
        return map.Weights.Areas != figures.Count ? null : new(
            found.Division, found.Figures, [.. figures.Select(one => one.Code)], [.. figures.Select(one => one.Issues)],
            [.. figures.Select(one => one.Area)], map);
    }

    private async Task KeepAsync(
        NpgsqlConnection connection, string countyCode, JudgedGrids grids, HotSpotJudgement found, CancellationToken ct)
    {
        var (plan, weights) = (found.Plan, grids.Map.Weights);
        await connection.ExecuteAsync(Sql.For("HotSpots/keep-run"),
        [
            countyCode, Guid.CreateVersion7(), GridLevel.Responsibility, found.Measure, grids.DivisionId, grids.FiguresVersion,
            grids.Map.ToleranceMetres, grids.Map.BandMetres, (long)plan.Seed, plan.Runs, plan.RefinedRuns, Words.Of(plan.Draws),
            options.Value.LargestQ, weights.Links, weights.Islands().Count(), Told(found.Values.Average()), Told(found.Whole.I), Told(found.Whole.Z),
            grids.Codes, grids.UnresolvedIssues, found.Values, Enumerable.Range(0, weights.Areas).Select(grid => string.Join(',', weights.Of(grid).ToArray())).ToArray(),
            Told(found.Z), Told(Array.ConvertAll(found.Z, NormalDistribution.TwoSidedP)), Told(Array.ConvertAll(found.P, one => one.P)),
            Array.ConvertAll(found.P, one => one.Runs == 0 ? (int?)null : one.Runs), Told(found.Q), Told(Array.ConvertAll(found.Local, one => one.Z)),
            Array.ConvertAll(found.Local, one => Words.Of(one.Quadrant)), found.Verdicts,
        ], ct);
    }

    // What is not computable is nothing, never 0.
    private static double? Told(double value) => double.IsFinite(value) ? value : null;

    private static double?[] Told(double[] values) => Array.ConvertAll(values, Told);
}
