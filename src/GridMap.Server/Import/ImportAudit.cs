using GridMap.Contracts.Imports;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary>What the audit tells of imports: one entry for all rows of a file.</summary>
internal static class ImportAudit
{
    /// <summary>A file was stored; the last statement of its transaction.</summary>
    public static async Task AppendAsync(ImportSession session, ImportReport report, CancellationToken ct)
    {
        // Deferred keys of a million rows are checked now, not while others wait for the chain.
        await session.Connection.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", [], ct);
        var (request, county) = (session.Request, session.County);
        await session.Connection.AppendAsync(request.Actor, county.Code, new(report.Status == ImportStatus.Draft ? "import.drafted" : "import.published", "import", report.BatchId.ToString(), Detail: new
        {
            report.Layer,
            report.FileName,
            sha256 = Convert.ToHexStringLower(session.File.Sha256),
            newCounty = county.IsNew ? county.Name : null,
            report.RowsRead,
            report.RowsAdded,
            report.RowsUpdated,
            report.RowsUnchanged,
            report.RowsLeftOut,
            report.RowsRefused,
            report.RowsRepaired,
            report.RowsOutside,
            defectsAcceptedBecause = report.RowsRepaired > 0 || report.Division is { BlockingDefects: > 0 } ? request.DefectsAcceptedBecause : null,
            divisionId = report.Division?.DivisionId,
            blockingDefects = report.Division?.BlockingDefects,
        }), ct);
    }

    /// <summary>An import was taken back; the last statement of its transaction.</summary>
    public static async Task AppendAsync(NpgsqlConnection connection, Actor actor, string countyCode, ImportReport report, CancellationToken ct)
    {
        await connection.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", [], ct);
        await connection.AppendAsync(actor, countyCode, new("import.withdrawn", "import", report.BatchId.ToString(), Detail: new
        {
            report.Layer,
            report.FileName,
            report.RowsAdded,
            report.RowsUpdated,
        }), ct);
    }
}
