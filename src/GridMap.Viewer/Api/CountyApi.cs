using GridMap.Contracts.Changes;
using GridMap.Contracts.Counties;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Issues;
using GridMap.Contracts.Search;
using GridMap.Contracts.Units;
using GridMap.Contracts.Work;
using GridMap.Viewer.Text;

namespace GridMap.Viewer.Api;

/// <summary>What one county's addresses answer.</summary>
internal sealed class CountyApi(ServerApi server)
{
    private const int MostPerPage = 1000;

    /// <summary>The county asked about.</summary>
    public string County { get; set; } = "";

    private string Base => $"api/counties/{County}";

    public Task<List<County>> Counties(CancellationToken ct = default) => server.GetAsync<List<County>>("api/counties", ct);

    public Task<CountyReport> Report(CancellationToken ct = default) => server.GetAsync<CountyReport>(Base, ct);

    public Task<List<Unit>> Units(CancellationToken ct = default) => server.GetAsync<List<Unit>>($"{Base}/units", ct);

    public Task<Feature<GridDetail>> Grid(string code, CancellationToken ct = default) =>
        server.GetAsync<Feature<GridDetail>>($"{Base}/grids/{Uri.EscapeDataString(code)}", ct);

    /// <summary>The open issues of a grid, most urgent first.</summary>
    public async Task<IReadOnlyList<Issue>> OpenIssues(string gridCode, CancellationToken ct = default)
    {
        var page = await server.GetAsync<FeatureCollection<Issue>>(
            $"{Base}/issues?gridCode={Uri.EscapeDataString(gridCode)}&status=open&limit={MostPerPage}", ct);
        return [.. Issues.LampOf.MostUrgentFirst(page.Features.Select(feature => feature.Properties))];
    }

    public async Task<Issue> Issue(Guid id, CancellationToken ct = default) =>
        (await server.GetAsync<Feature<Issue>>($"{Base}/issues/{id}", ct)).Properties;

    public async Task<Issue> ReportIssue(ReportIssue report, CancellationToken ct = default) =>
        (await server.PostAsync<Feature<Issue>>($"{Base}/issues", report, ct)).Properties;

    public async Task<Issue> EditIssue(Guid id, long revision, EditIssue edit, CancellationToken ct = default) =>
        (await server.PatchAsync<Feature<Issue>>($"{Base}/issues/{id}", edit, revision, ct)).Properties;

    public async Task<Issue> DeleteIssue(Guid id, long revision, CancellationToken ct = default) =>
        (await server.DeleteAsync<Feature<Issue>>($"{Base}/issues/{id}", revision, ct)).Properties;

    public async Task<Facility> Facility(Guid id, CancellationToken ct = default) =>
        (await server.GetAsync<Feature<Facility>>($"{Base}/facilities/{id}", ct)).Properties;

    public async Task<Facility> AddFacility(AddFacility facility, CancellationToken ct = default) =>
        (await server.PostAsync<Feature<Facility>>($"{Base}/facilities", facility, ct)).Properties;

    public async Task<Facility> EditFacility(Guid id, long revision, EditFacility edit, CancellationToken ct = default) =>
        (await server.PatchAsync<Feature<Facility>>($"{Base}/facilities/{id}", edit, revision, ct)).Properties;

    public async Task<Facility> DeleteFacility(Guid id, long revision, CancellationToken ct = default) =>
        (await server.DeleteAsync<Feature<Facility>>($"{Base}/facilities/{id}", revision, ct)).Properties;

    /// <summary>History of an <c>issues</c> or <c>facilities</c> row, oldest first.</summary>
    public Task<List<Change>> History(string layer, Guid id, CancellationToken ct = default) =>
        server.GetAsync<List<Change>>($"{Base}/{layer}/{id}/history", ct);

    public Task<ImportReport[]> Imports(CancellationToken ct = default) => server.GetAsync<ImportReport[]>($"{Base}/imports", ct);

    public Task<ImportReport> Withdraw(Guid batchId, CancellationToken ct = default) =>
        server.PostAsync<ImportReport>($"{Base}/imports/{batchId}/withdraw", new { }, ct);

    public Task<ImportProgress> Progress(string county, Guid batchId, CancellationToken ct = default) =>
        server.GetAsync<ImportProgress>($"api/counties/{county}/imports/{batchId}", ct);

    /// <summary>How far an import of a county is that may not be the open one.</summary>
    public Task<PieceOfWork> Work(string county, Guid workId, CancellationToken ct = default) =>
        server.GetAsync<PieceOfWork>($"api/counties/{county}/work/{workId}", ct);

    public Task<PieceOfWork> CancelWork(string county, Guid workId, CancellationToken ct = default) =>
        server.PostAsync<PieceOfWork>($"api/counties/{county}/work/{workId}/cancel", new { }, ct);

    public Task<List<SearchHit>> Search(string asked, CancellationToken ct = default) =>
        server.GetAsync<List<SearchHit>>($"{Base}/search?q={Uri.EscapeDataString(asked)}", ct);

    /// <summary>Where a wall sheet is drawn.</summary>
    /// <param name="area">Code of the area it shows; null for the whole county.</param>
    /// <param name="paper">A0 to A3.</param>
    /// <param name="orientation">landscape or portrait; empty for whichever suits the area.</param>
    /// <param name="language">What it is written in.</param>
    public string WallSheet(string? area, string paper, string orientation, Language language) =>
        $"{Base}/wall-sheet.pdf?paper={paper}&lang={(language == Language.Chinese ? "zh" : "en")}"
        + (area is null ? "" : $"&area={Uri.EscapeDataString(area)}") + (orientation is "" ? "" : $"&orientation={orientation}");

    /// <summary>Where a layer is downloaded as a file.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="format">The file name's ending.</param>
    /// <param name="epsg">EPSG number of the coordinate system; null for a layer without shapes.</param>
    public string Export(string layer, string format, int? epsg) => $"{Base}/exports/{layer}.{format}{(epsg is { } number ? $"?crs=EPSG:{number}" : "")}";

    /// <summary>Where the list of standing facilities of some kinds is downloaded as a table.</summary>
    public string FacilitiesCsv(IEnumerable<string> kinds) => $"{Base}/facilities.csv?kind={string.Join(',', kinds)}&state=existing";
}
