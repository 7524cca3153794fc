using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Viewer.Api;

namespace GridMap.Viewer.Imports;

/// <summary>Files of the county that is open, looked at before they are imported.</summary>
internal sealed class UploadsApi(ServerApi server, CountyApi county)
{
    private string Base => $"api/counties/{county.County}";

    /// <summary>Where a file is sent.</summary>
    public string Address => $"{Base}/uploads";

    /// <summary>How the file would be read; waits for as long as that takes.</summary>
    public Task<UploadPreview> Preview(Guid uploadId, ReadUpload asked, CancellationToken ct) =>
        server.PostAwaitedAsync<UploadPreview>($"{Base}/uploads/{uploadId}/preview", asked, work => $"{Base}/work/{work}", ct);

    /// <summary>Ties a local grid to the ground.</summary>
    public Task<LocalGridFitted> FitLocalGrid(FitLocalGrid points) => server.PostAsync<LocalGridFitted>($"{Base}/uploads/local-grid", points);

    public Task<PieceOfWork> Import(Guid uploadId, ImportUpload order) =>
        server.PostAsync<PieceOfWork>($"{Base}/uploads/{uploadId}/import", order);

    public Task<PieceOfWork> Work(Guid workId) => server.GetAsync<PieceOfWork>($"{Base}/work/{workId}");

    public Task<PieceOfWork> Cancel(Guid workId) => server.PostAsync<PieceOfWork>($"{Base}/work/{workId}/cancel", new { });

    /// <summary>Where a file to fill in is downloaded.</summary>
    public string Template(string file) => $"{Base}/imports/templates/{file}";
}
