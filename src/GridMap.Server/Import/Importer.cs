using GridMap.Contracts.Divisions;
using GridMap.Contracts.Imports;
using GridMap.Server.Access;
using GridMap.Server.Divisions;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary>Imports one file in one transaction; the same code for the command line, HTTP and the viewer.</summary>
internal sealed class Importer(NpgsqlDataSource db, ImportOptions options)
{
    /// <summary>Imports a file, or rehearses it.</summary>
    /// <param name="request">What to import.</param>
    /// <param name="report">Told how far it is, often.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    /// <returns>The report; its status says whether anything was stored.</returns>
    /// <exception cref="FileRefusedException">The file as a whole cannot be used; nothing is stored.</exception>
    public async Task<ImportReport> RunAsync(ImportRequest request, Action<ImportProgress> report, CancellationToken ct)
    {
        RequireCountyCode(request.CountyCode);
        report(new(request.BatchId, "reading", 0, null, 0));
        using var file = ImportFile.Probe(request.Content, request.FileName, request.Encoding, options.MaxFileBytes, request.SourceLayer);
        await using var connection = await db.OpenConnectionAsync(ct);
        // Disposing without a commit, at whatever failure, leaves the county as it was.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(request.CountyCode, Scope.County, ct);
        await DivisionLock.TakeAsync(connection, request.CountyCode, ct);
        if (await ImportBatches.FindSentBeforeAsync(connection, request, file, ct) is { } earlier) return earlier;
        using var rows = RowSource.Open(file);
        var binding = FieldBinding.Create(request, rows);
        var session = await SessionStart.BeginAsync(connection, request, file, ct);
        await new Staging(session, rows, binding).FillAsync(report, ct);
        var result = await PublishAsync(session, report, ct);
        if (result.Status is ImportStatus.Published or ImportStatus.Draft)
        {
            await ImportAudit.AppendAsync(session, result, ct);
            await transaction.CommitAsync(ct);
        }

        report(new(request.BatchId, "done", file.ContentBytes, file.ContentBytes, session.RowsRead));
        return result;
    }

    /// <exception cref="FileRefusedException">No county can be called so.</exception>
    public static void RequireCountyCode(string countyCode)
    {
        if (!MappingFile.CountyCode().IsMatch(countyCode))
            throw new FileRefusedException($"'{FieldReader.Shown(countyCode)}' is not a county code; it has six digits.");
    }

    private static async Task<ImportReport> PublishAsync(ImportSession session, Action<ImportProgress> report, CancellationToken ct)
    {
        if (session.Findings.Refused > 0 && !session.Request.SkipsRefused)
            return ImportBatches.Report(session, ImportStatus.Refused, default, publishedAt: null);
        void Tell(string stage) =>
            report(new(session.Request.BatchId, stage, session.File.ContentBytes, session.File.ContentBytes, session.RowsRead));
        Tell("storing");
        var (counts, division) = session.Request.Layer is GridLayer
            ? await GridPublication.RunAsync(session, Tell, ct)
            : (await Publication.PublishAsync(session, ct), null);
        var status = division is { Status: DivisionStatus.Draft } ? ImportStatus.Draft : ImportStatus.Published;
        var publishedAt = await ImportBatches.RecordAsync(session, status, counts, ct);
        return session.Request.IsRehearsal
            ? ImportBatches.Report(session, ImportStatus.Rehearsed, counts, publishedAt: null) with { Division = division }
            : ImportBatches.Report(session, status, counts, publishedAt) with { Division = division };
    }
}
