using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Access;
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
    /// <summary>The issue, deleted or not; null where there is none in the caller's scope.</summary>
    public Task<Feature<Issue>?> FindAsync(Caller caller, string countyCode, Guid id, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Issues/get-issue"), [countyCode, id, .. caller.Scope.Parameters], IssueRecord.Read, ct);

    /// <summary>Whether the id was stored with just this report.</summary>
    public async Task<bool> IsResendAsync(string countyCode, ReportIssue report, CancellationToken ct) =>
        await db.FirstOrDefaultAsync(
            "SELECT payload_sha256 IS NOT DISTINCT FROM $3 FROM issue WHERE county_code = $1 AND issue_id = $2",
            [countyCode, report.Id, PayloadHash.Of(report)], row => row.GetBoolean(0), ct);

    /// <summary>Stores a new issue; nothing is stored where the id is taken, the county unknown, or the place not the caller's.</summary>
    public Task<Written<Feature<Issue>>> ReportAsync(Caller caller, string countyCode, ReportIssue report, CancellationToken ct)
    {
        var content = IssueContent.Of(report);
        return locators.WriteAsync(db, caller, countyCode, (connection, grids, changeId) => ExecuteAsync(connection, "Issues/report-issue",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), report.Id, PayloadHash.Of(report),
                .. Columns(content), changeId, Guid.CreateVersion7(), .. caller.Scope.Parameters,
            ], ct), ct);
    }

    /// <summary>Stores changed content; nothing is stored where the issue is not at this revision any more, or it is not, or would not stay, the caller's.</summary>
    public Task<Written<Feature<Issue>>> EditAsync(
        Caller caller, string countyCode, Guid id, long revision, IssueContent content, CancellationToken ct) =>
        locators.WriteAsync(db, caller, countyCode, (connection, grids, changeId) => ExecuteAsync(connection, "Issues/edit-issue",
            [
                countyCode, grids.GridRevision, grids.Find(content.Position), id, revision, .. Columns(content),
                content.Status, content.IsDeleted, changeId, Guid.CreateVersion7(), Guid.CreateVersion7(), .. caller.Scope.Parameters,
            ], ct), ct);

    private static object?[] Columns(IssueContent content) =>
    [
        content.Category, content.Description, content.Severity, content.Address, content.Source, content.UnitCode,
        content.DueAt?.ToUniversalTime(), content.Position.Longitude, content.Position.Latitude,
    ];

    private static async Task<Written<Feature<Issue>>> ExecuteAsync(NpgsqlConnection connection, string sql, object?[] parameters, CancellationToken ct)
    {
        await using var command = connection.Command(Sql.For(sql), parameters);
        return (await command.ListAsync(IssueRecord.ReadWritten, ct)).FirstOrDefault();
    }
}
