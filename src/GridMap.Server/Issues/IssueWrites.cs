using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Access;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Issues;

/// <summary>Reports, edits and deletions of issues, as HTTP asks for them.</summary>
internal static class IssueWrites
{
    /// <summary>Stores a new issue; answers a resend with what is stored.</summary>
    public static async Task<IResult> Report(
        string county, Caller caller, ReportIssue report, IssueStore store, GridLocators locators, HttpResponse response, CancellationToken ct)
    {
        var problem = (report.Id == Guid.Empty ? Problems.Invalid("id", "it must not be the empty UUID.") : null)
            ?? IssueContent.Of(report).Problem()
            ?? await locators.ProblemAsync(county, report.Position, ct);
        if (problem is not null) return problem;
        var written = await store.ReportAsync(caller, county, report, ct);
        if (written.GridRevision is null) return Problems.CountyNotFound(county);
        if (!written.IsWithin) return caller.OutsideArea();
        response.Headers.Location = $"{response.HttpContext.Request.Path}/{report.Id}";
        if (written.Stored is not null) return IssuesEndpoints.Answer(response, written.Stored, StatusCodes.Status201Created);
        return await store.IsResendAsync(county, report, ct) && await store.FindAsync(caller, county, report.Id, ct) is { } stored
            ? IssuesEndpoints.Answer(response, stored)
            : Problems.IdAlreadyUsed(report.Id);
    }

    /// <summary>Changes an issue that is still as the caller saw it.</summary>
    public static Task<IResult> Edit(
        string county, Guid id, Caller caller, EditIssue edit, [FromHeader(Name = "If-Match")] string? ifMatch,
        IssueStore store, GridLocators locators, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(caller, county, id, ifMatch, stored => stored.With(edit), store, locators, response, ct);

    /// <summary>Takes an issue back that is still as the caller saw it.</summary>
    public static Task<IResult> Delete(
        string county, Guid id, Caller caller, [FromHeader(Name = "If-Match")] string? ifMatch,
        IssueStore store, GridLocators locators, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(caller, county, id, ifMatch, stored => stored with { IsDeleted = true }, store, locators, response, ct);

    private static async Task<IResult> ChangeAsync(
        Caller caller, string county, Guid id, string? ifMatch, Func<IssueContent, IssueContent> change,
        IssueStore store, GridLocators locators, HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        if (await store.FindAsync(caller, county, id, ct) is not { } found) return Problems.NotFound("issue", id.ToString());
        if (found.Properties.Revision != revision) return ChangedMeanwhile(found);
        var stored = IssueContent.Of(found.Properties);
        var wanted = change(stored);
        if (wanted == stored) return IssuesEndpoints.Answer(response, found);
        var problem = (stored.IsDeleted && wanted.IsDeleted ? Problems.Conflict("It is deleted; take that back first.") : null)
            ?? wanted.Problem(stored)
            ?? (wanted.Position == stored.Position ? null : await locators.ProblemAsync(county, wanted.Position, ct));
        if (problem is not null) return problem;
        var written = await store.EditAsync(caller, county, id, revision, wanted, ct);
        if (written.Stored is not null) return IssuesEndpoints.Answer(response, written.Stored);
        if (written is { GridRevision: not null, IsWithin: false }) return caller.OutsideArea();
        return await store.FindAsync(caller, county, id, ct) is { } now ? ChangedMeanwhile(now) : Problems.NotFound("issue", id.ToString());
    }

    private static ProblemHttpResult ChangedMeanwhile(Feature<Issue> now) => Problems.ChangedMeanwhile(now, now.Properties.Revision);
}
