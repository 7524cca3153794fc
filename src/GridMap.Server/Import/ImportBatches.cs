using System.Security.Cryptography;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Platform;
using Npgsql;
using NpgsqlTypes;

namespace GridMap.Server.Import;

/// <summary>The imports a county has seen: recorded with their rows, listed, found again.</summary>
internal static class ImportBatches
{
    /// <summary>The report of an import that ran in this session.</summary>
    public static ImportReport Report(ImportSession session, string status, PublishedCounts counts, DateTimeOffset? publishedAt) => new(
        session.Request.BatchId, session.Request.Layer.Name, session.Request.FileName, status, session.RowsRead,
        counts.Added, counts.Updated, counts.Unchanged, session.RowsLeftOut, session.Findings.Refused, session.Findings.Repaired,
        counts.Outside, session.Findings.Kept, publishedAt)
    { Place = session.Findings.Place };

    /// <summary>Records the import, and tells readers to load the county again where it changed anything; the time of it.</summary>
    public static async Task<DateTimeOffset> RecordAsync(ImportSession session, string status, PublishedCounts counts, CancellationToken ct)
    {
        var (request, county) = (session.Request, session.County.Code);
        var report = Report(session, status, counts, null);
        var at = await session.Connection.ListAsync(Sql.For("Import/record-batch"),
        [
            county, request.BatchId, request.Layer.Name, request.FileName, session.File.Sha256, Json(request.Mapping ?? NoMapping),
            report.RowsRead, report.RowsAdded, report.RowsUpdated, report.RowsUnchanged, report.RowsLeftOut, report.RowsRefused,
            report.RowsOutside, session.Findings.Repaired > 0 ? request.DefectsAcceptedBecause : null, Json(report.Findings), status, report.Place,
        ], row => row.GetFieldValue<DateTimeOffset>(0), ct);
        if (counts.ChangedAnything && request.Layer is not GridLayer) await CountyReload.TellAsync(session.Connection, county, request.BatchId, request.Layer.Name, ct);
        return at[0];
    }

    /// <summary>The first report, where this file was sent under this id before.</summary>
    /// <exception cref="FileRefusedException">The id stands for another file.</exception>
    public static async Task<ImportReport?> FindSentBeforeAsync(
        NpgsqlConnection connection, ImportRequest request, ImportFile file, CancellationToken ct)
    {
        var sent = await connection.ListAsync(
            "SELECT file_sha256 FROM import_batch WHERE county_code = $1 AND batch_id = $2", [request.CountyCode, request.BatchId],
            row => row.GetFieldValue<byte[]>(0), ct);
        if (sent is not [var sha256]) return null;
        if (!CryptographicOperations.FixedTimeEquals(sha256, file.Sha256))
            throw new FileRefusedException($"The import id '{request.BatchId}' stands for another file already.", 409, "id-already-used");
        return (await ListAsync(connection, request.CountyCode, request.BatchId, ct)).Single();
    }

    /// <summary>The county's imports, newest first; or one of them with its findings.</summary>
    public static Task<List<ImportReport>> ListAsync(NpgsqlConnection connection, string countyCode, Guid? batchId, CancellationToken ct) =>
        connection.ListAsync(Sql.For("Import/list-batches"), [countyCode, Parameter(NpgsqlDbType.Uuid, batchId)], Read, ct);

    private static readonly FieldMapping NoMapping = new(new Dictionary<string, MappedField>());

    private static ImportReport Read(NpgsqlDataReader row)
    {
        var findings = JsonSerializer.Deserialize<List<ImportFinding>>(row.GetString(12), ContractsJson.Options)!;
        return new(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
            row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), findings.Count(finding => finding.WasRepaired), row.GetInt32(10),
            findings, row.GetFieldValue<DateTimeOffset>(11))
        { Place = row.GetString(13) };
    }

    private static NpgsqlParameter Json<T>(T value) =>
        Parameter(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(value, ContractsJson.Options));

    private static NpgsqlParameter Parameter(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
