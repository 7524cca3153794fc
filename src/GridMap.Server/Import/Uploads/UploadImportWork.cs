using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Server.Access;
using GridMap.Server.Import.Layers;
using GridMap.Server.Work;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>What a server is told to do with an uploaded file.</summary>
/// <param name="UploadId">Which one.</param>
/// <param name="OwnerId">Who sent it.</param>
/// <param name="Order">How.</param>
/// <param name="MayPublishDefects">Whether an administrator asks.</param>
internal sealed record UploadInstruction(Guid UploadId, Guid OwnerId, ImportUpload Order, bool MayPublishDefects);

/// <summary>
/// Imports an uploaded file; its subject is the target, its result the report. The import bears the work's id, so that a
/// server that dies after it was stored does not have it stored twice.
/// </summary>
internal sealed class UploadImportWork(NpgsqlDataSource db, UploadStore uploads, Importer importer) : IWork
{
    public const string Name = "import";

    // Until the rows are staged; what follows tells its stages alone.
    private const double ReadingShare = 0.6;

    public string Kind => Name;

    public async Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct)
    {
        var instruction = order.Instruction.Deserialize<UploadInstruction>(ContractsJson.Options)!;
        var upload = await uploads.NameAsync(order.CountyCode, instruction.UploadId, instruction.OwnerId, ct)
            ?? throw new WorkFailedException("The file is not kept any more; send it again.");
        await using var content = await uploads.CopyAsync(order.CountyCode, instruction.UploadId, ct);
        try
        {
            var report = await importer.RunAsync(Request(order, instruction, content, upload.Name), told => Tell(progress, told), ct);
            if (report.Status is ImportStatus.Published or ImportStatus.Draft) await RememberAsync(order, instruction, ct);
            return report;
        }
        catch (FileRefusedException refused)
        {
            throw new WorkFailedException(refused.Message);
        }
    }

    private static ImportRequest Request(WorkOrder order, UploadInstruction instruction, FileStream content, string fileName) =>
        new(Layer.Find(order.Subject)!, order.CountyCode, content, fileName)
        {
            Actor = order.Actor,
            BatchId = order.WorkId,
            Mapping = instruction.Order.Fields is { } fields ? new(fields) : null,
            SourceLayer = instruction.Order.SourceLayer,
            Crs = instruction.Order.Crs,
            Encoding = instruction.Order.Encoding,
            SkipsRefused = instruction.Order.SkipRefused,
            DefectsAcceptedBecause = instruction.Order.AcceptDefects,
            MayPublishDefects = instruction.MayPublishDefects,
            StaysDraft = instruction.Order.Draft,
        };

    private static void Tell(WorkProgress progress, ImportProgress told) => progress.Tell(told.Stage, told.Stage switch
    {
        "reading" => told.BytesTotal is > 0 and var total ? ReadingShare * told.BytesRead / total : 0,
        "storing" => ReadingShare,
        "checking" => 0.75,
        "assigning" => 0.9,
        _ => 1,
    });

    private async Task RememberAsync(WorkOrder order, UploadInstruction instruction, CancellationToken ct)
    {
        var wanted = instruction.Order;
        var kept = await uploads.FindAsync(order.CountyCode, instruction.UploadId, order.Actor, ct);
        var columns = kept is null ? null : await kept.LookAsync(wanted.SourceLayer, wanted.Encoding, (_, sample) => sample?.Columns, ct);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(order.CountyCode, Scope.County, ct);
        if (columns is not null && wanted.Fields is { } fields)
            await RememberedMappings.RememberAsync(connection, order.CountyCode, order.Subject, columns, fields, ct);
        await uploads.ForgetAsync(connection, order.CountyCode, instruction.UploadId, ct);
        await transaction.CommitAsync(ct);
    }
}
