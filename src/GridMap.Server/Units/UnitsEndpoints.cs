using System.ComponentModel;
using GridMap.Contracts.Changes;
using GridMap.Contracts.Units;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Units;

internal static class UnitsEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup("/counties/{county}").WithTags("Units");
        units.MapGet("/units", List).Knows("kind", "q")
            .Produces<List<Unit>>()
            .WithSummary("The organisations that answer for something, and the people in charge");
        units.MapGet("/units.csv", Export).Knows("kind", "q")
            .Produces<string>(contentType: "text/csv")
            .WithSummary("The register as a table for spreadsheets, with Chinese headers");
        units.MapGet("/units/{code}", Get).Knows()
            .Produces<UnitDetail>()
            .WithSummary("One unit, and where it is named");
        units.MapGet("/units/{code}/history", History).Knows()
            .Produces<List<Change>>()
            .WithSummary("What happened to a unit, oldest first");
        units.MapPut("/units/{code}", UnitWrites.Set).Knows().TakesJson()
            .Produces<UnitDetail>(StatusCodes.Status201Created).Produces<UnitDetail>(StatusCodes.Status200OK)
            .WithSummary("Adds a unit, or with If-Match puts another content in its place");
        units.MapPatch("/units/{code}", UnitWrites.Edit).Knows().TakesJson()
            .Produces<UnitDetail>()
            .WithSummary("Changes a unit");
        units.MapDelete("/units/{code}", UnitWrites.Delete).Knows()
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Deletes a unit that is named nowhere");
    }

    // A county has tens of units, the largest some hundreds: one answer holds them.
    private static async Task<IResult> List(
        string county,
        [Description("territorial (块), functional (条) or person")] string? kind,
        [Description("Text within code, name or phone")] string? q,
        NpgsqlDataSource db, CancellationToken ct)
    {
        if (Problem(kind, q) is { } problem) return problem;
        var units = await db.ListAsync(Sql.For("Units/list-units"), [county, kind, Like.Containing(q)], UnitRecord.Read, ct);
        return units is [] && !await db.HasCountyAsync(county, ct) ? Problems.CountyNotFound(county) : TypedResults.Ok(units);
    }

    private static async Task<IResult> Export(
        string county, string? kind, string? q, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (Problem(kind, q) is { } problem) return problem;
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return CsvStream.Result(response, $"单位-{county}.csv", db, Sql.For("Units/list-units"),
            [county, kind, Like.Containing(q)], UnitRecord.Headers, UnitRecord.ReadLine);
    }

    private static async Task<IResult> Get(string county, string code, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        return await UnitStore.FindAsync(connection, county, code, ct) is { } found
            ? Answer(response, found with { References = await UnitStore.ListReferencesAsync(connection, county, code, ct) })
            : Problems.NotFound("unit", code);
    }

    private static async Task<IResult> History(string county, string code, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        var changes = await db.ListChangesAsync(county, "unit", code, caller.Scope.Parameters, ct);
        return changes is [] ? Problems.NotFound("unit", code) : TypedResults.Ok(changes);
    }

    /// <summary>A unit with its revision as ETag.</summary>
    public static IResult Answer(HttpResponse response, UnitDetail unit, bool isNew = false)
    {
        response.SetRevision(unit.Revision);
        return isNew ? TypedResults.Created((string?)null, unit) : TypedResults.Ok(unit);
    }

    private static ProblemHttpResult? Problem(string? kind, string? q) => Check.Parameters()
        .OneOf("kind", kind ?? UnitKind.Territorial, UnitKind.All).Text("q", q, 100)
        .Problem;
}
