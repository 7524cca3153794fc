using GridMap.Contracts.Divisions;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>What a county asks of its divisions: the width of slivers, the form of codes, the ground to be divided.</summary>
internal static class DivisionRulesEndpoints
{
    public static void MapDivisionRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/counties/{county}").WithTags("Divisions");
        rules.MapGet("/division-rules", GetRules).Knows().Produces<CountyDivisionRules>()
            .WithSummary("What a division is checked against");
        rules.MapPut("/division-rules", SetRules).Knows().Produces<CountyDivisionRules>()
            .WithMetadata(new RequestSizeLimitAttribute(DivisionEdits.MostBytes))
            .WithSummary("Sets what divisions are checked against; drafts have to be checked again");
    }

    private static async Task<IResult> GetRules(string county, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        return await FindAsync(connection, county, ct) is var (rules, revision) ? Answer(response, rules, revision) : Problems.CountyNotFound(county);
    }

    private static async Task<IResult> SetRules(
        string county, CountyDivisionRules rules, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db,
        HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        string? fault = null;
        var boundary = rules.Boundary is { } drawn ? DrawnShape.Read(drawn, out fault) : null;
        if (Check.Content()
            .That(rules.SliverWidthMetres is >= 0 and <= 100, "sliverWidthMetres", "it must be 0 to 100 metres.")
            .OneOf("codeScheme", rules.CodeScheme, ["free", "gbt30428"])
            .That(fault is null, "boundary", fault ?? "").Problem is { } problem) return problem;
        return await db.WriteAsync<IResult>(caller, async connection =>
        {
            await DivisionLock.TakeAsync(connection, county, ct);
            if (await FindAsync(connection, county, ct) is not var (before, found)) return (Problems.CountyNotFound(county), null);
            if (found != revision) return (Problems.ChangedMeanwhile(before, found), null);
            // Nobody's check is undone by a form that was sent as it was.
            if (rules == before) return (Answer(response, before, found), null);
            await StoreAsync(connection, county, rules, boundary, ct);
            var (after, now) = (await FindAsync(connection, county, ct))!.Value;
            return (Answer(response, after, now), new AuditRecord("division-rules.set", "county", county, Before: Told(before), After: Told(after)));
        }, ct);
    }

    private static Task<int> StoreAsync(
        NpgsqlConnection connection, string county, CountyDivisionRules rules, MultiPolygon? boundary, CancellationToken ct) =>
        connection.ExecuteAsync(
            Sql.For("Divisions/set-rules"), [county, rules.SliverWidthMetres, rules.CodeScheme, boundary?.AsBinary()], ct);

    private static async Task<(CountyDivisionRules Rules, long Revision)?> FindAsync(
        NpgsqlConnection connection, string county, CancellationToken ct) =>
        await connection.ListAsync(Sql.For("Divisions/find-rules"), [county], row => (new CountyDivisionRules(
            row.GetDouble(0), row.GetString(1), row.IsDBNull(2) ? null : GeoJson.Parse(row.GetString(2))), row.GetInt64(3)), ct) is [var found] ? found : null;

    // A boundary may have fifty thousand vertices; that there is one is what the audit keeps.
    private static object Told(CountyDivisionRules rules) =>
        new { rules.SliverWidthMetres, rules.CodeScheme, hasBoundary = rules.Boundary is not null };

    private static Ok<CountyDivisionRules> Answer(HttpResponse response, CountyDivisionRules rules, long revision)
    {
        response.SetRevision(revision);
        return TypedResults.Ok(rules);
    }
}
