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
/// <param name="Mapping">The mapping that was sent with it; null where <paramref name="Order"/> says the fields.</param>
/// <param name="BatchId">What the import is called; null: as the work is.</param>
/// <param name="IsRehearsal">Whether nothing is to be stored.</param>
internal sealed record UploadInstruction(
    Guid UploadId, Guid OwnerId, ImportUpload Order, bool MayPublishDefects, FieldMapping? Mapping = null, Guid? BatchId = null,
    bool IsRehearsal = false);

/// <summary>
/// Imports an uploaded file; its subject is the target, its result the report. The import bears the work's id, or the one its
/// sender gave it, so that a server that dies after it was stored does not have it stored twice.
/// </summary>
internal sealed class UploadImportWork(NpgsqlDataSource db, UploadStore uploads, Importer importer, ImportProgressBoard board) : IWork
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
        var request = Request(order, instruction, content, upload.Name);
        try
        {
            var report = await importer.RunAsync(request, told => Tell(order, progress, told), ct);
            if (report.Status is ImportStatus.Published or ImportStatus.Draft || IsSeenByNobody(instruction)) await RememberAsync(order, instruction, ct);
            return report;
        }
        catch (FileRefusedException refused)
        {
            if (IsSeenByNobody(instruction)) await RememberAsync(order, instruction, ct);
            throw new WorkFailedException(refused.Message, new RefusedFile(refused.Status, refused.Type));
        }
        finally
        {
            board.End(order.CountyCode, request.BatchId);
        }
    }

    // Whoever looked at a file first can mend what was refused, and try again; what was merely sent has to be sent again.
    private static bool IsSeenByNobody(UploadInstruction instruction) => instruction.OwnerId == instruction.UploadId;

    private static ImportRequest Request(WorkOrder order, UploadInstruction instruction, FileStream content, string fileName) =>
        new(Layer.Find(order.Subject)!, order.CountyCode, content, fileName)
        {
            Actor = order.Actor,
            BatchId = instruction.BatchId ?? order.WorkId,
            Mapping = instruction.Order.Fields is { } fields ? new(fields) : instruction.Mapping,
            SourceLayer = instruction.Order.SourceLayer,
            Crs = instruction.Order.Crs,
            Encoding = instruction.Order.Encoding,
            IsRehearsal = instruction.IsRehearsal,
            SkipsRefused = instruction.Order.SkipRefused,
            DefectsAcceptedBecause = instruction.Order.AcceptDefects,
            MayPublishDefects = instruction.MayPublishDefects,
            StaysDraft = instruction.Order.Draft,
        };

    private void Tell(WorkOrder order, WorkProgress progress, ImportProgress told)
    {
        board.Tell(order.CountyCode, told);
        progress.Tell(told.Stage, told.Stage switch
        {
            "reading" => told.BytesTotal is > 0 and var total ? ReadingShare * told.BytesRead / total : 0,
            "storing" => ReadingShare,
            "checking" => 0.75,
            "assigning" => 0.9,
            _ => 1,
        });
    }

    private async Task RememberAsync(WorkOrder order, UploadInstruction instruction, CancellationToken ct)
    {
        var wanted = instruction.Order;
        var columns = wanted.Fields is null ? null : await ColumnsAsync(order, instruction.UploadId, wanted, ct);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(order.CountyCode, Scope.County, ct);
        if (columns is not null && wanted.Fields is { } fields)
            await RememberedMappings.RememberAsync(connection, order.CountyCode, order.Subject, columns, fields, ct);
        await uploads.ForgetAsync(connection, order.CountyCode, instruction.UploadId, ct);
        await transaction.CommitAsync(ct);
    }

    // What nobody looked at first has nothing to be remembered by.
    private async Task<IReadOnlyList<string>?> ColumnsAsync(WorkOrder order, Guid uploadId, ImportUpload wanted, CancellationToken ct)
    {
        var kept = await uploads.FindAsync(order.CountyCode, uploadId, order.Actor, ct);
        return kept is null ? null : await kept.LookAsync(wanted.SourceLayer, wanted.Encoding, (_, sample) => sample?.Columns, ct);
    }
}
