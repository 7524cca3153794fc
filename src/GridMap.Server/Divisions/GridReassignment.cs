using GridMap.Server.Grids;
using GridMap.Server.Platform;
using GridMap.Spatial.Grids;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Divisions;

/// <summary>Gives every issue and facility of a county its grid anew, after the grids changed; the county is locked for it.</summary>
internal static class GridReassignment
{
    /// <summary>Reassigns, writes history, and marks old and new grids.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, string countyCode, Guid? batchId, CancellationToken ct)
    {
        var locator = await GridLocators.LoadAsync(connection, countyCode, ct);
        foreach (var noun in (string[])["issue", "facility"])
        {
            var moved = await FindMovedAsync(connection, noun, countyCode, locator, ct);
            if (moved.Count == 0) continue;
            await connection.ExecuteAsync(Sql.For($"Divisions/stage-moved-{noun}"), [], ct);
            await StageAsync(connection, noun, moved, ct);
            await connection.ExecuteAsync(Sql.For($"Divisions/reassign-{noun}"), [countyCode, batchId], ct);
        }
    }

    // Streamed: of a million rows only those that moved are kept.
    private static async Task<List<(Guid Id, int? GridId)>> FindMovedAsync(
        NpgsqlConnection connection, string noun, string countyCode, GridLocator locator, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For($"Divisions/list-{noun}-places"), countyCode);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(ct);
        var moved = new List<(Guid, int?)>();
        while (await row.ReadAsync(ct))
        {
            var gridId = locator.Find(row.GetDouble(1), row.GetDouble(2));
            if (gridId != (row.IsDBNull(3) ? null : row.GetInt32(3))) moved.Add((row.GetGuid(0), gridId));
        }

        return moved;
    }

    private static async Task StageAsync(NpgsqlConnection connection, string noun, List<(Guid Id, int? GridId)> moved, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY moved_{noun} (row_id, change_id, grid_id) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var (id, gridId) in moved)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, ct);
            if (gridId is { } inside) await copy.WriteAsync(inside, NpgsqlDbType.Integer, ct);
            else await copy.WriteNullAsync(ct);
        }

        await copy.CompleteAsync(ct);
    }
}
