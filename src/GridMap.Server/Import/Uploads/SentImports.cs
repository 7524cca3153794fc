using GridMap.Contracts.Access;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Npgsql;

namespace GridMap.Server.Import.Uploads;

/// <summary>Files that are sent to be imported without being looked at first: kept, and imported as a piece of work.</summary>
internal sealed class SentImports(NpgsqlDataSource db, UploadStore uploads, WorkBoard board, ImportOptions options)
{
    /// <summary>Has a file imported, and waits for it as long as a request may.</summary>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="county">To which county.</param>
    /// <param name="upload">The file, and its mapping.</param>
    /// <param name="fileName">What to call it.</param>
    /// <param name="order">How.</param>
    /// <param name="batchId">What the import is called.</param>
    /// <param name="isRehearsal">Whether nothing is to be stored.</param>
    /// <param name="ct">Cancelling ends the waiting, not the import.</param>
    /// <exception cref="FileRefusedException">There is no such county, and nothing to create it from.</exception>
    public async Task<PieceOfWork> RunAsync(
        Caller caller, string county, Upload upload, string fileName, ImportUpload order, Guid batchId, bool isRehearsal, CancellationToken ct)
    {
        Importer.RequireCountyCode(county);
        if (upload.Mapping?.County is null && !await db.HasCountyAsync(county, ct))
            throw new FileRefusedException($"There is no county '{county}'; give its name to create it.", 404, "county-not-found");
        // Each is an owner of its own: whoever sends ten files at once loses none of them.
        var id = Guid.CreateVersion7();
        await uploads.PutAsync(caller, county, (id, id), fileName, upload.Content, ct);
        var mayPublishDefects = caller.ScopeOf(Permission.Administer).IsCounty;
        var instruction = new UploadInstruction(id, id, order, mayPublishDefects, upload.Mapping, batchId, isRehearsal);
        var work = await board.AskAsync(county, UploadImportWork.Name, order.Target, instruction, caller.Actor, ct);
        return await board.AwaitAsync(work, county, options.Wait, ct);
    }
}
