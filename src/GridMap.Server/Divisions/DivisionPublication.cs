using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Brings a draft into force, in one transaction: grids, whose grid every issue and facility is, and history.</summary>
internal static class DivisionPublication
{
    /// <summary>Brings a draft into force.</summary>
    /// <param name="connection">Within a transaction that holds <see cref="DivisionLock"/> and the county's row FOR UPDATE.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="draft">The draft; looked at by <see cref="DivisionGate"/>.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static async Task PublishAsync(
        NpgsqlConnection connection, string countyCode, PublishedDraft draft, IProgress<double>? progress, CancellationToken ct)
    {
        await connection.ExecuteAsync(Sql.For("Divisions/archive-division"), [countyCode], ct);
        var removed = await connection.ListAsync(
            Sql.For("Divisions/park-removed"), [countyCode, draft.DivisionId], row => row.GetInt32(0), ct);
        // The planner knows nothing of grids that this transaction made, takes them for one, and would compare each with each.
        await connection.ExecuteAsync("SET LOCAL enable_nestloop = off", [], ct);
        await connection.ListAsync(
            Sql.For("Divisions/apply-division"), [countyCode, draft.DivisionId, draft.BatchId, draft.Action], row => row.GetInt32(0), ct);
        await connection.ExecuteAsync("SET LOCAL enable_nestloop = on", [], ct);
        progress?.Report(0.2);
        await connection.ExecuteAsync(Sql.For("Grids/rebuild-closure"), [countyCode], ct);
        await GridReassignment.RunAsync(connection, countyCode, draft.BatchId, InlineProgress.PartOf(progress, 0.2, 0.95), ct);
        await DeleteAsync(connection, countyCode, draft.BatchId, removed, "removed", ct);
        await connection.ExecuteAsync(
            Sql.For("Divisions/enter-into-force"), [countyCode, draft.DivisionId, draft.AcceptedBecause, draft.AcceptedBy], ct);
        await CountyReload.TellAsync(connection, countyCode, draft.BatchId, "grids", ct);
    }

    /// <summary>Keeps the division in force as one that was, and opens one for grids that are changed without a draft.</summary>
    public static async Task SucceedAsync(NpgsqlConnection connection, string countyCode, string name, string? by, CancellationToken ct)
    {
        await connection.ExecuteAsync(Sql.For("Divisions/archive-division"), [countyCode], ct);
        await connection.ExecuteAsync(Sql.For("Divisions/succeed-in-force"), [countyCode, name, by], ct);
    }

    /// <summary>Deletes grids that nothing points at any more.</summary>
    public static async Task DeleteAsync(
        NpgsqlConnection connection, string countyCode, Guid? batchId, IReadOnlyCollection<int> gridIds, string action, CancellationToken ct)
    {
        if (gridIds.Count > 0)
            await connection.ExecuteAsync(Sql.For("Divisions/delete-grids"), [countyCode, batchId, gridIds.ToArray(), action], ct);
    }
}
