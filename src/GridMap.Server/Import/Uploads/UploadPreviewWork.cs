using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Server.Work;

namespace GridMap.Server.Import.Uploads;

/// <summary>What of an uploaded file somebody wants to see.</summary>
/// <param name="UploadId">The file.</param>
/// <param name="Asked">How it is to be read.</param>
internal sealed record PreviewInstruction(Guid UploadId, ReadUpload Asked);

/// <summary>A preview that took longer than its request; its subject is the upload, its result the preview.</summary>
internal sealed class UploadPreviewWork(UploadPreviews previews) : IWork
{
    public const string Name = "import-preview";

    public string Kind => Name;

    public async Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct)
    {
        var instruction = order.Instruction.Deserialize<PreviewInstruction>(ContractsJson.Options)!;
        progress.Tell("reading", 0);
        try
        {
            var showing = await previews.BeginAsync(order.CountyCode, instruction.UploadId, instruction.Asked, order.Actor, ct)
                ?? throw new UploadGoneException();
            return await showing.WaitAsync(ct);
        }
        catch (FileRefusedException refused)
        {
            throw new WorkFailedException(refused.Message, new RefusedFile(refused.Status, refused.Type));
        }
        catch (UploadGoneException gone)
        {
            throw new WorkFailedException(gone.Message, new RefusedFile(404, "not-found"));
        }
    }
}
