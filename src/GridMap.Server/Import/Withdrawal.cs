using GridMap.Contracts.Imports;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Divisions;
using GridMap.Server.Import.Layers;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary>Takes one import back, whole: what it added goes, what it changed is as it was.</summary>
internal sealed class Withdrawal(NpgsqlDataSource db)
{
    /// <summary>Withdraws an import; one that was withdrawn before is left as it is.</summary>
    /// <returns>Its report; null where the county has no such import.</returns>
    /// <exception cref="FileRefusedException">Something has been built on it since; the message says how much.</exception>
    public async Task<ImportReport?> RunAsync(Actor actor, string countyCode, Guid batchId, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(countyCode, Scope.County, ct);
        await DivisionLock.TakeAsync(connection, countyCode, ct);
        var found = await ImportBatches.ListAsync(connection, countyCode, batchId, ct);
        if (found is not [var report]) return null;
        if (report.Status == ImportStatus.Withdrawn) return report;
        var layer = Layer.Find(report.Layer)!;
        var isDraft = report.Status == ImportStatus.Draft;
        // Against everybody who writes, whatever the layer: a change stored between the look and the withdrawal would be lost.
        await SessionStart.LockCountyAsync(connection, countyCode, keepsWritersOut: true, ct);
        if (isDraft)
        {
            await DiscardAsync(connection, countyCode, batchId, ct);
        }
        else
        {
            await RefuseIfBuiltUponAsync(connection, layer, countyCode, batchId, ct);
            if (layer is GridLayer) await DivisionPublication.SucceedAsync(connection, countyCode, report.FileName, actor.Name, ct);
            await TakeBackAsync(connection, layer, countyCode, batchId, ct);
        }

        await connection.ExecuteAsync(
            "UPDATE import_batch SET status = 'withdrawn', withdrawn_at = now() WHERE county_code = $1 AND batch_id = $2", [countyCode, batchId], ct);
        if (!isDraft) await CountyReload.TellAsync(connection, countyCode, batchId, layer.Name, ct);
        report = report with { Status = ImportStatus.Withdrawn };
        await ImportAudit.AppendAsync(connection, actor, countyCode, report, ct);
        await transaction.CommitAsync(ct);
        return report;
    }

    private static async Task RefuseIfBuiltUponAsync(
        NpgsqlConnection connection, Layer layer, string countyCode, Guid batchId, CancellationToken ct)
    {
        var changed = await CountAsync(connection, "count-changed-since", [countyCode, batchId, layer.Noun], ct);
        if (changed > 0)
            throw BuiltUpon($"{changed:N0} of its rows were changed since");
        if (layer is not (GridLayer or UnitLayer)) return;
        var standing = await CountAsync(connection, $"count-standing-on-{layer.Noun}", [countyCode, batchId], ct);
        if (standing > 0)
            throw BuiltUpon($"{standing:N0} other rows name what it added");
    }

    private static Task<int> DiscardAsync(NpgsqlConnection connection, string countyCode, Guid batchId, CancellationToken ct) =>
        connection.ExecuteAsync(
            "DELETE FROM division WHERE county_code = $1 AND import_batch_id = $2 AND status IN ('draft', 'checked')", [countyCode, batchId], ct);

    private static async Task TakeBackAsync(
        NpgsqlConnection connection, Layer layer, string countyCode, Guid batchId, CancellationToken ct)
    {
        var sql = Sql.For($"Import/withdraw-{layer.Noun}");
        if (layer is not GridLayer)
        {
            var restored = await connection.ListAsync(sql, [countyCode, batchId], row => row.GetInt32(1), ct);
            if (layer.LiesInGrids && restored[0] > 0) await GridReassignment.RunAsync(connection, countyCode, batchId, progress: null, ct);
            return;
        }

        var added = await connection.ListAsync(sql, [countyCode, batchId], row => row.GetFieldValue<int[]>(1), ct);
        await GridReassignment.RunAsync(connection, countyCode, batchId, progress: null, ct);
        await DivisionPublication.DeleteAsync(connection, countyCode, batchId, added[0], "withdrawn", ct);
        await connection.ExecuteAsync(Sql.For("Grids/rebuild-closure"), [countyCode], ct);
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, string sql, object?[] parameters, CancellationToken ct) =>
        (await connection.ListAsync(Sql.For($"Import/{sql}"), parameters, row => row.GetInt32(0), ct))[0];

    private static FileRefusedException BuiltUpon(string what) =>
        new($"The import cannot be withdrawn: {what}.", 409, "import-built-upon");
}
