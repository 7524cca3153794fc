using GridMap.Server.Grids;
using GridMap.Server.Platform;
using GridMap.Spatial.Grids;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Divisions;

/// <summary>Gives every issue and facility of a county its grid anew, after the grids changed; the county is locked for it.</summary>
internal static class GridReassignment
{
    // Large enough that each part reads the table once through without it being felt, small enough to tell progress and to stop.
    private const int RowsAtOnce = 100_000;

    /// <summary>Reassigns, writes history, and marks old and new grids.</summary>
    /// <param name="connection">Within a transaction that holds the county's row FOR UPDATE.</param>
    /// <param name="countyCode">The county.</param>
    /// <param name="batchId">The import that changed the grids; null for none.</param>
    /// <param name="progress">Told how far it is, 0 to 1; null where nobody asks.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static async Task RunAsync(
        NpgsqlConnection connection, string countyCode, Guid? batchId, IProgress<double>? progress, CancellationToken ct)
    {
        var locator = await GridLocators.LoadAsync(connection, countyCode, ct);
        var issues = await FindMovedAsync(connection, "issue", countyCode, locator, ct);
        var facilities = await FindMovedAsync(connection, "facility", countyCode, locator, ct);
        var (done, all) = (0, Math.Max(1, issues.Count + facilities.Count));
        foreach (var (noun, moved) in new[] { ("issue", issues), ("facility", facilities) })
        {
            if (moved.Count > 0) await connection.ExecuteAsync(Sql.For($"Divisions/stage-moved-{noun}"), [], ct);
            foreach (var part in moved.Chunk(RowsAtOnce))
            {
                await StageAsync(connection, noun, part, ct);
                await connection.ExecuteAsync(Sql.For($"Divisions/reassign-{noun}"), [countyCode, batchId], ct);
                await connection.ExecuteAsync($"TRUNCATE moved_{noun}", [], ct);
                progress?.Report((double)(done += part.Length) / all);
            }
        }
    }

    // Streamed: of a million rows only those that moved are kept.
    private static async Task<List<MovedRow>> FindMovedAsync(
        NpgsqlConnection connection, string noun, string countyCode, GridLocator locator, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For($"Divisions/list-{noun}-places"), countyCode);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        var moved = new List<MovedRow>();
        while (await row.ReadAsync(ct))
        {
            var was = row.Nullable<int?>(3);
            var gridId = locator.Find(row.GetDouble(1), row.GetDouble(2));
            if (gridId != was) moved.Add(new(row.GetGuid(0), was, gridId));
        }

        return moved;
    }

    private static async Task StageAsync(NpgsqlConnection connection, string noun, MovedRow[] moved, CancellationToken ct)
    {
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY moved_{noun} (row_id, change_id, old_grid_id, grid_id) FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var row in moved)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, ct);
                await WriteAsync(copy, row.OldGridId, ct);
                await WriteAsync(copy, row.GridId, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await connection.ExecuteAsync($"ANALYZE moved_{noun}", [], ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, int? gridId, CancellationToken ct) =>
        gridId is { } inside ? copy.WriteAsync(inside, NpgsqlDbType.Integer, ct) : copy.WriteNullAsync(ct);

    private readonly record struct MovedRow(Guid Id, int? OldGridId, int? GridId);
}
