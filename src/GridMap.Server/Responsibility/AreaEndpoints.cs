using GridMap.Contracts.Responsibility;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Responsibility;

/// <summary>What is said of one area, or of the county as a whole.</summary>
internal static class AreaEndpoints
{
    public static void MapAreas(this RouteGroupBuilder routes)
    {
        routes.MapGet("/grids/{code}/responsibility", Get).Knows()
            .Produces<AreaResponsibility>()
            .WithSummary("Who works for a grid, as it says itself");
        routes.MapPut("/grids/{code}/responsibility", Set).Knows().TakesJson()
            .Produces<AreaResponsibility>()
            .WithSummary("Names the member units, leaders and contacts of a grid anew");
        routes.MapPatch("/grids/{code}/responsibility", Edit).Knows().TakesJson()
            .Produces<AreaResponsibility>()
            .WithSummary("Changes whose a grid is, without another division");
        routes.MapGet("/responsibility/county", GetCounty).Knows()
            .Produces<AreaResponsibility>()
            .WithSummary("The county's own unit and people, who answer where no grid names anybody");
        routes.MapPatch("/responsibility/county", EditCounty).Knows().TakesJson()
            .Produces<AreaResponsibility>()
            .WithSummary("Changes the county's own unit and people");
    }

    private static Task<IResult> Get(string county, string code, AreaStore store, HttpResponse response, CancellationToken ct) =>
        FindAsync(county, code, store, response, ct);

    private static Task<IResult> GetCounty(string county, AreaStore store, HttpResponse response, CancellationToken ct) =>
        FindAsync(county, AreaStore.WholeCounty, store, response, ct);

    private static Task<IResult> Set(
        string county, string code, SetAreaResponsibility set, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller,
        AreaStore store, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(county, code, ifMatch, stored => stored.With(set), caller, store, response, ct);

    private static Task<IResult> Edit(
        string county, string code, EditAreaResponsibility edit, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller,
        AreaStore store, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(county, code, ifMatch, stored => stored.With(edit), caller, store, response, ct);

    private static Task<IResult> EditCounty(
        string county, EditAreaResponsibility edit, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller,
        AreaStore store, HttpResponse response, CancellationToken ct) =>
        ChangeAsync(county, AreaStore.WholeCounty, ifMatch, stored => stored.With(edit), caller, store, response, ct);

    private static async Task<IResult> FindAsync(string county, string code, AreaStore store, HttpResponse response, CancellationToken ct) =>
        await store.FindAsync(county, code, ct) is { } found ? Answer(response, found) : NotFound(county, code);

    private static async Task<IResult> ChangeAsync(
        string county, string code, string? ifMatch, Func<AreaContent, AreaContent> change, Caller caller,
        AreaStore store, HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        if (await store.ChangeAsync(caller, county, code, revision, change, ct) is { } problem) return problem;
        return await FindAsync(county, code, store, response, ct);
    }

    private static ProblemHttpResult NotFound(string county, string code) =>
        code == AreaStore.WholeCounty ? Problems.CountyNotFound(county) : Problems.NotFound("grid", code);

    private static Ok<AreaResponsibility> Answer(HttpResponse response, AreaResponsibility area)
    {
        response.SetRevision(area.Revision);
        return TypedResults.Ok(area);
    }
}
