using System.ComponentModel;
using GridMap.Contracts.Access;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Work;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Divisions.UnitGrids;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Versions of a county's division into grids: drafted, checked, published, superseded.</summary>
internal static class DivisionsEndpoints
{
    private const string ListName = "division-grids";

    public static void AddDivisions(this IServiceCollection services)
    {
        services.AddTransient<IWork, DivisionCheckWork>();
        services.AddTransient<IWork, DivisionPublishWork>();
        services.AddTransient<IWork, DivisionRepairWork>();
        services.AddTransient<IWork, UnitGridWork>();
    }

    public static void MapDivisions(this IEndpointRouteBuilder routes)
    {
        routes.MapDivisionRules();
        routes.MapDivisionRepairs();
        routes.MapUnitGrids();
        var divisions = routes.MapGroup("/counties/{county}/divisions").WithTags("Divisions");
        divisions.MapGet("", List).Knows().Produces<List<Division>>()
            .WithSummary("Versions of the division into grids, newest first; drafts for those alone who may import");
        divisions.MapGet("/{id:int}", Get).Knows().Produces<Division>().WithSummary("One version of the division");
        divisions.MapGet("/{id:int}/grids", ListGrids).Knows("level", "limit", "after")
            .Produces<FeatureCollection<DivisionGrid>>(contentType: GeoJson.ContentType)
            .WithSummary("The grids of a version, page by page");
        divisions.MapGet("/{id:int}/differences", ListDifferences).Knows("level")
            .Produces<FeatureCollection<ChangedGrid>>(contentType: GeoJson.ContentType)
            .WithSummary("How the grids of a draft differ from those in force, or those of a version from the one before it");
        divisions.MapGet("/{id:int}/defects", ListDefects).Knows("kind", "tolerated", "limit", "after")
            .Produces<FeatureCollection<DivisionDefect>>(contentType: GeoJson.ContentType)
            .WithSummary("What the last check of a draft found, with place and area");
        divisions.MapPatch("/{id:int}/grids", DivisionEdits.Edit).Knows().Produces<Division>()
            .WithMetadata(new RequestSizeLimitAttribute(DivisionEdits.MostBytes))
            .WithSummary("Changes grids of a draft, all of them or none");
        divisions.MapPost("", Open).Knows().TakesJson().Produces<Division>(StatusCodes.Status201Created)
            .WithSummary("Begins a draft, a copy of the division in force");
        divisions.MapDelete("/{id:int}", Discard).Knows().Produces(StatusCodes.Status204NoContent)
            .WithSummary("Throws a draft away");
        divisions.MapPost("/{id:int}/check", AskCheck).Knows().Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("Checks a draft for gaps, overlaps and grids without a lead unit");
        divisions.MapPost("/{id:int}/publish", AskPublish).Knows().TakesJson().Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("Brings a checked draft into force, and gives every issue and facility its grid anew");
    }

    private static async Task<IResult> List(string county, Caller caller, NpgsqlDataSource db, CancellationToken ct) =>
        TypedResults.Ok(await db.ListAsync(Sql.For("Divisions/list-divisions"), [county, null, SeesDrafts(caller)], DivisionRecord.Read, ct));

    private static async Task<IResult> Get(
        string county, int id, Caller caller, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (await FindAsync(db, county, id, caller, ct) is not { } division) return NoDivision(id);
        response.SetRevision(division.Revision);
        return TypedResults.Ok(division);
    }

    private static async Task<IResult> ListGrids(
        string county, int id, string? level, [AsParameters] Paging paging, Caller caller, NpgsqlDataSource db, HttpRequest request,
        CancellationToken ct)
    {
        if (Check.Parameters().OneOf("level", level ?? GridLevel.Town, GridLevel.All).Problem is { } problem) return problem;
        if (paging.Problem(ListName, key => key is not "", out var after) is { } wrongPage) return wrongPage;
        if (await FindAsync(db, county, id, caller, ct) is null) return NoDivision(id);
        var found = await db.ListAsync(
            Sql.For("Divisions/list-division-grids"), [county, id, level, after, paging.SizeAndOne], DivisionRecord.ReadGrid, ct);
        return GeoJson.Result(paging.PageOf(request, ListName, found, grid => grid.GridCode));
    }

    private static async Task<IResult> ListDifferences(
        string county, int id, string? level, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        if (Check.Parameters().OneOf("level", level ?? GridLevel.Town, GridLevel.All).Problem is { } problem) return problem;
        if (await FindAsync(db, county, id, caller, ct) is null) return NoDivision(id);
        var found = await db.ListAsync(Sql.For("Divisions/list-differences"), [county, id, level], DivisionRecord.ReadDifference, ct);
        return GeoJson.Result(new FeatureCollection<ChangedGrid>(found, found.Count));
    }

    private static async Task<IResult> ListDefects(
        string county, int id,
        [Description("gap, overlap, uncovered, outside-parent, outside-boundary, missing-parent, missing-lead, invalid-ring, duplicate-code, invalid-code or unknown-code")]
        string? kind,
        [Description("true for slivers within the county's tolerance, false for what blocks")] bool? tolerated,
        [AsParameters] Paging paging, Caller caller, NpgsqlDataSource db, HttpRequest request, CancellationToken ct)
    {
        if (Check.Parameters().Text("kind", kind, 50).Problem is { } problem) return problem;
        if (paging.Problem("division-defects", key => int.TryParse(key, out _), out var after) is { } wrongPage) return wrongPage;
        if (await FindAsync(db, county, id, caller, ct) is null) return NoDivision(id);
        var found = await db.ListAsync(Sql.For("Divisions/list-defects"),
            [county, id, kind, tolerated, after is null ? 0 : int.Parse(after), paging.SizeAndOne], DivisionRecord.ReadDefect, ct);
        return GeoJson.Result(paging.PageOf(request, "division-defects", found, defect => $"{defect.Number}"));
    }

    private static async Task<IResult> Open(string county, OpenDivision wanted, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        if (Check.Content().RequiredText("name", wanted.Name, 200).Problem is { } problem) return problem;
        var id = await db.WriteAsync(caller, async connection =>
        {
            await DivisionLock.TakeAsync(connection, county, ct);
            var opened = await DivisionDrafts.OpenAsync(connection, county, wanted.Name, caller.Actor.Name, batchId: null, ct);
            return (opened, new AuditRecord("division.opened", "division", $"{opened}", After: wanted));
        }, ct);
        return TypedResults.Created($"/api/counties/{county}/divisions/{id}", await FindAsync(db, county, id, caller, ct));
    }

    private static async Task<IResult> Discard(string county, int id, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        if (await FindAsync(db, county, id, caller, ct) is not { } division) return NoDivision(id);
        var isGone = await db.WriteAsync(caller, async connection =>
        {
            await DivisionLock.TakeAsync(connection, county, ct);
            return await DivisionDrafts.DiscardAsync(connection, county, id, ct)
                ? (true, new AuditRecord("division.discarded", "division", $"{id}", Before: division))
                : (false, null);
        }, ct);
        return isGone ? TypedResults.NoContent() : Problems.Conflict("Only a draft can be thrown away.");
    }

    private static async Task<IResult> AskCheck(string county, int id, Caller caller, NpgsqlDataSource db, WorkBoard board, CancellationToken ct) =>
        await FindAsync(db, county, id, caller, ct) switch
        {
            null => NoDivision(id),
            { Status: DivisionStatus.Draft or DivisionStatus.Checked } => WorkEndpoints.Accepted(
                county, await board.AskAsync(county, DivisionCheckWork.Name, $"{id}", new { }, caller.Actor, ct)),
            _ => Problems.Conflict("Only a draft can be checked."),
        };

    private static async Task<IResult> AskPublish(
        string county, int id, PublishDivision wanted, Caller caller, NpgsqlDataSource db, WorkBoard board, CancellationToken ct)
    {
        if (Check.Content().Text("acceptDefectsBecause", wanted.AcceptDefectsBecause, 2000)
            .That(wanted.AcceptDefectsBecause is null || !string.IsNullOrWhiteSpace(wanted.AcceptDefectsBecause), "acceptDefectsBecause", "it must be the written reason.")
            .Problem is { } problem) return problem;
        if (wanted.AcceptDefectsBecause is not null && !caller.ScopeOf(Permission.Administer).IsCounty) return Problems.NotAllowed();
        await using var connection = await db.OpenConnectionAsync(ct);
        if (await DivisionPublishWork.FindAsync(connection, county, id, ct) is not { } draft)
            return await FindAsync(db, county, id, caller, ct) is null ? NoDivision(id) : Problems.Conflict("Only a draft can be published.");
        if (draft.RefuseToPublish(wanted.AcceptDefectsBecause is not null) is { } refusal) return Problems.Conflict(refusal);
        var at = wanted.On is { } day ? await BeginningAsync(db, county, day, ct) : null;
        return WorkEndpoints.Accepted(county, await board.AskAsync(county, DivisionPublishWork.Name, $"{id}", wanted, caller.Actor, ct, at));
    }

    // The county's own midnight; null where that is past.
    private static Task<DateTimeOffset?> BeginningAsync(NpgsqlDataSource db, string county, DateOnly day, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Divisions/find-midnight"), [county, day], row => row.Nullable<DateTimeOffset?>(0), ct);

    // What was in force may be read by whoever may read what is; drafts are told to those alone who may make them.
    private static bool SeesDrafts(Caller caller) => caller.ScopeOf(Permission.ReadOperations).IsCounty;

    private static Task<Division?> FindAsync(NpgsqlDataSource db, string county, int id, Caller caller, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Divisions/list-divisions"), [county, id, SeesDrafts(caller)], DivisionRecord.Read, ct);

    private static ProblemHttpResult NoDivision(int id) => Problems.NotFound("division", $"{id}");
}
