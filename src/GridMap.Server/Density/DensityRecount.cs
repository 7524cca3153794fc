using System.Data;
using System.Text.Json;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>
/// Counts a county's grids anew, in one transaction under the county's recount lock. Absolute figures only: running it
/// twice, or killing it anywhere, changes nothing but the time. A million issues may take a busy database longer than any clock
/// of ours allows; only the server's end cuts a count off.
/// </summary>
internal sealed partial class DensityRecount(NpgsqlDataSource db, ILogger<DensityRecount> log)
{
    /// <summary>Above this share of marked grids counting all of them is quicker than counting those.</summary>
    public const double FullAboveShare = 0.25;

    private const int ListedGrids = 100;

    /// <summary>Counts the marked grids and those above them; all grids where many are marked or some were never counted.</summary>
    public Task<RecountOutcome> MarkedAsync(string countyCode, CancellationToken ct) =>
        RunAsync(countyCode, "density", "Density/try-recount-lock", ct);

    /// <summary>Counts all grids, and reports those whose figure was wrong although nothing had marked them.</summary>
    public Task<RecountOutcome> FullAsync(string countyCode, CancellationToken ct) =>
        RunAsync(countyCode, FullRecountJob.Name, "Density/await-recount-lock", ct);

    private async Task<RecountOutcome> RunAsync(string countyCode, string job, string lockSql, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        try
        {
            // News of figures are written in the county's name, its first class breaks too.
            await connection.ConfineAsync(countyCode, Scope.County, ct);
            if (!await LockAsync(connection, countyCode, lockSql, ct)) return RecountOutcome.Busy;
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return RecountOutcome.Busy;
        }
        var outcome = await CountAsync(connection, countyCode, job, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    // Whoever changes grids holds the county for as long as an import takes; that long no worker shall wait.
    private static async Task<bool> LockAsync(NpgsqlConnection connection, string countyCode, string lockSql, CancellationToken ct)
    {
        await using var patience = connection.Command($"SET LOCAL lock_timeout = '5s'; {Database.WithoutTimeLimit}");
        await patience.ExecuteNonQueryAsync(ct);
        await using var county = connection.Command(Sql.For("Density/lock-county"), countyCode);
        if (await county.ExecuteScalarAsync(ct) is null) return false;
        await using var recount = connection.Command(Sql.For(lockSql), countyCode);
        return await recount.ExecuteScalarAsync(ct) is not false;
    }

    private async Task<RecountOutcome> CountAsync(NpgsqlConnection connection, string countyCode, string job, CancellationToken ct)
    {
        var marked = (await ListGridsAsync(connection, "Density/take-dirty", [countyCode], ct)).Distinct().ToArray();
        var (grids, figures) = await SurveyAsync(connection, countyCode, ct);
        var isFull = job == FullRecountJob.Name || grids != figures || marked.Length > grids * FullAboveShare;
        if (!isFull && marked.Length == 0) return RecountOutcome.NothingToDo;

        var run = isFull
            ? await CountAllAsync(connection, countyCode, marked, grids, ct)
            : await CountSomeAsync(connection, countyCode, marked, ct);
        if (run.Unmarked.Count > 0)
            LogUnmarked(log, countyCode, run.Unmarked.Count, string.Join(", ", run.Unmarked.Take(10)));
        if (isFull) await DensityBreakStore.StoreFirstAsync(connection, countyCode, ct);
        await RecordAsync(connection, countyCode, job, run, ct);
        return RecountOutcome.Counted;
    }

    private static async Task<Run> CountSomeAsync(NpgsqlConnection connection, string countyCode, int[] marked, CancellationToken ct)
    {
        var counted = await ListGridsAsync(connection, "Density/recount-grids", [countyCode, marked], ct);
        var touched = marked.Union(counted).ToList();
        foreach (var level in new[] { "community", "town" })
            touched.AddRange((await RollUpAsync(connection, countyCode, level, touched, isAll: false, ct)).Select(row => row.GridId));
        return new Run([.. touched.Distinct()], touched.Distinct().Count(), []);
    }

    private static async Task<Run> CountAllAsync(
        NpgsqlConnection connection, string countyCode, int[] marked, int grids, CancellationToken ct)
    {
        var corrected = await connection.ListAsync(Sql.For("Density/recount-county"), [countyCode, marked], ReadCorrection, ct);
        var touched = marked.Union(corrected.Select(row => row.GridId)).ToList();
        foreach (var level in new[] { "community", "town" })
        {
            var written = await RollUpAsync(connection, countyCode, level, touched, isAll: true, ct);
            corrected.AddRange(written.Where(row => row.Was != row.Is || row.IsUnmarked));
            touched = [.. touched.Union(corrected.Select(row => row.GridId))];
        }
        return new Run([.. touched], grids, [.. corrected.Where(row => row.IsUnmarked)]);
    }

    private static Task<List<Correction>> RollUpAsync(
        NpgsqlConnection connection, string countyCode, string level, List<int> touched, bool isAll, CancellationToken ct) =>
        connection.ListAsync(Sql.For("Density/roll-up"), [countyCode, level, touched.ToArray(), isAll], ReadCorrection, ct);

    private static async Task<(int Grids, int Figures)> SurveyAsync(NpgsqlConnection connection, string countyCode, CancellationToken ct) =>
        (await connection.ListAsync(Sql.For("Density/survey-county"), [countyCode], row => (row.GetInt32(0), row.GetInt32(1)), ct))[0];

    private static Task<List<int>> ListGridsAsync(NpgsqlConnection connection, string sql, object?[] parameters, CancellationToken ct) =>
        connection.ListAsync(Sql.For(sql), parameters, row => row.GetInt32(0), ct);

    private static async Task RecordAsync(NpgsqlConnection connection, string countyCode, string job, Run run, CancellationToken ct)
    {
        // A full recount that found every figure right is no news for a screen.
        var isNews = run.Touched.Count > 0;
        var named = isNews && run.Touched.Count <= ChangeLog.NamedGrids ? JsonSerializer.Serialize(new { gridIds = run.Touched }) : null;
        var detail = JsonSerializer.Serialize(
            new { unmarked = run.Unmarked.Take(ListedGrids).Select(row => new { gridId = row.GridId, was = row.Was, @is = row.Is }) });
        await using var command = connection.Command(Sql.For("Density/record-run"),
            countyCode, Guid.CreateVersion7(), job, run.GridsCounted, run.Unmarked.Count, Json(detail),
            new NpgsqlParameter { Value = isNews ? Guid.CreateVersion7() : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }, Json(named));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Json(string? text) =>
        new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb };

    private static Correction ReadCorrection(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.Nullable<int?>(1), row.GetInt32(2), row.GetBoolean(3));

    [LoggerMessage(1101, LogLevel.Warning,
        "County {County}: {Number} densities were wrong although nothing had marked their grids; something wrote behind GridMap's back. Corrected: {Grids}")]
    private static partial void LogUnmarked(ILogger log, string county, int number, string grids);

    private sealed record Correction(int GridId, int? Was, int Is, bool IsUnmarked)
    {
        public override string ToString() => $"grid {GridId} had {Was}, has {Is}";
    }

    private sealed record Run(IReadOnlyCollection<int> Touched, int GridsCounted, IReadOnlyCollection<Correction> Unmarked);
}

/// <summary>How a recount ended.</summary>
internal enum RecountOutcome
{
    /// <summary>Another recount has the county, or its grids are being changed, or there is no such county.</summary>
    Busy,

    /// <summary>No grid was marked.</summary>
    NothingToDo,

    /// <summary>Figures were written.</summary>
    Counted,
}
