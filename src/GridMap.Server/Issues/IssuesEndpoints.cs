using GridMap.Contracts.Changes;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Issues;

internal static class IssuesEndpoints
{
    private const string ListName = "issues";

    /// <summary>Of so many grids a page is read grid by grid; of more, off the county's numbers. A community has 25; where both would take as long was not measured.</summary>
    private const int FewGrids = 50;

    public static void MapIssues(this IEndpointRouteBuilder routes)
    {
        var issues = routes.MapGroup("/counties/{county}").WithTags("Issues");
        issues.MapGet("/issues", List).Knows([.. IssueFilter.Names, "limit", "after"])
            .Produces<FeatureCollection<Issue>>(contentType: GeoJson.ContentType)
            .WithSummary("Issues, newest first, page by page");
        issues.MapGet("/issues.csv", Export).Knows(IssueFilter.Names)
            .Produces<string>(contentType: "text/csv")
            .WithSummary("Issues as a table for spreadsheets, with Chinese headers");
        issues.MapGet("/issues/{id}", Get).Knows()
            .Produces<Feature<Issue>>(contentType: GeoJson.ContentType)
            .WithSummary("One issue, deleted or not");
        issues.MapGet("/issues/{id}/history", History).Knows()
            .Produces<List<Change>>()
            .WithSummary("What happened to an issue, oldest first");
        issues.MapPost("/issues", IssueWrites.Report).Knows().TakesJson()
            .Produces<Feature<Issue>>(StatusCodes.Status201Created, GeoJson.ContentType)
            .Produces<Feature<Issue>>(StatusCodes.Status200OK, GeoJson.ContentType)
            .WithSummary("Reports an issue; sending the same again is harmless");
        issues.MapPatch("/issues/{id}", IssueWrites.Edit).Knows().TakesJson()
            .Produces<Feature<Issue>>(contentType: GeoJson.ContentType)
            .WithSummary("Edits, moves, resolves or reopens an issue, or takes its deletion back");
        issues.MapDelete("/issues/{id}", IssueWrites.Delete).Knows()
            .Produces<Feature<Issue>>(contentType: GeoJson.ContentType)
            .WithSummary("Takes an issue back that was reported by mistake; it stays on record");
    }

    private static async Task<IResult> List(
        string county, Caller caller, [AsParameters] IssueFilter filter, [AsParameters] Paging paging,
        AccessStore access, NpgsqlDataSource db, HttpRequest request, CancellationToken ct)
    {
        if (filter.TryRead(out var parameters) is { } wrongFilter) return wrongFilter;
        if (paging.Problem(ListName, key => long.TryParse(key, out _), out var after) is { } wrongPage) return wrongPage;
        long? before = after is null ? null : long.Parse(after);
        var scope = await access.GridsOfAsync(caller, ct);
        var found = filter.IsAnsweredByGrid && scope is [int[] { Length: > 0 and <= FewGrids } grids, null]
            ? await db.ListAsync(Sql.For("Issues/list-issues-of-few-grids"),
                [county, grids, filter.IncludeDeleted, before, paging.SizeAndOne, filter.Status == "all" ? null : filter.Status, filter.Overdue], IssueRecord.Read, ct)
            : await db.ListAsync(Sql.For("Issues/list-issues"), [county, .. parameters, before, paging.SizeAndOne, .. scope], IssueRecord.Read, ct);
        if (found is [] && !await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return GeoJson.Result(paging.PageOf(request, ListName, found, issue => issue.Number.ToString()));
    }

    private static async Task<IResult> Export(
        string county, Caller caller, [AsParameters] IssueFilter filter, AccessStore access, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (filter.TryRead(out var parameters) is { } problem) return problem;
        if (await IssueTable.FindAsync(db, county, ct) is not { } table) return Problems.CountyNotFound(county);
        return CsvStream.Result(response, $"问题-{county}.csv", db, Sql.For("Issues/list-issues"),
            [county, .. parameters, null, null, .. await access.GridsOfAsync(caller, ct)], IssueTable.Headers, table.Read);
    }

    private static async Task<IResult> Get(
        string county, Guid id, Caller caller, IssueStore store, HttpResponse response, CancellationToken ct) =>
        await store.FindAsync(caller, county, id, ct) is { } found ? Answer(response, found) : Problems.NotFound("issue", id.ToString());

    /// <summary>An issue with its revision as ETag.</summary>
    public static IResult Answer(HttpResponse response, Feature<Issue> issue, int status = StatusCodes.Status200OK)
    {
        response.SetRevision(issue.Properties.Revision);
        return GeoJson.Result(issue, status);
    }

    private static async Task<IResult> History(string county, Guid id, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        var changes = await db.ListChangesAsync(county, "issue", id.ToString(), caller.Scope.Parameters, ct);
        return changes is [] ? Problems.NotFound("issue", id.ToString()) : TypedResults.Ok(changes);
    }
}
