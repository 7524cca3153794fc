using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Issues;

/// <summary>
/// Stores issues: the grid is found in process, then one statement writes the row, its history and the marks on the
/// grids whose figure it may change.
/// </summary>
internal sealed class IssueStore(NpgsqlDataSource db, GridLocators locators)
{
    /// <summary>The issue, deleted or not; null where there is none.</summary>
    public Task<Feature<Issue>?> FindAsync(string countyCode, Guid id, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Issues/get-issue"), [countyCode, id], IssueRecord.Read, ct);

    /// <summary>Whether the id was stored with just this report.</summary>
    public async Task<bool> IsResendAsync(string countyCode, ReportIssue report, CancellationToken ct) =>
        await db.FirstOrDefaultAsync(
            "SELECT payload_sha256 IS NOT DISTINCT FROM $3 FROM issue WHERE county_code = $1 AND issue_id = $2",
            [countyCode, report.Id, PayloadHash.Of(report)], row => row.GetBoolean(0), ct);

    /// <summary>Stores a new issue; nothing is stored where the id is taken or the county unknown.</summary>
    public Task<Written<Feature<Issue>>> ReportAsync(string countyCode, ReportIssue report, CancellationToken ct)
    {
        var content = IssueContent.Of(report);
        return locators.WriteAsync(countyCode, grids => ExecuteAsync("Issues/report-issue",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), report.Id, PayloadHash.Of(report),
                .. Columns(content), Guid.CreateVersion7(), Guid.CreateVersion7(),
            ], ct), ct);
    }

    /// <summary>Stores changed content; nothing is stored where the issue is not at this revision any more.</summary>
    public Task<Written<Feature<Issue>>> EditAsync(string countyCode, Guid id, long revision, IssueContent content, CancellationToken ct) =>
        locators.WriteAsync(countyCode, grids => ExecuteAsync("Issues/edit-issue",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), id, revision, .. Columns(content),
                content.Status, content.IsDeleted, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(),
            ], ct), ct);

    private static object?[] Columns(IssueContent content) =>
    [
        content.Category, content.Description, content.Severity, content.Address, content.Source, content.UnitCode,
        content.DueAt?.ToUniversalTime(), content.Position.Longitude, content.Position.Latitude,
    ];

    private Task<Written<Feature<Issue>>> ExecuteAsync(string sql, object?[] parameters, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For(sql), parameters, IssueRecord.ReadWritten, ct);
}
