using System.ComponentModel;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Work;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using GridMap.Spatial.Divisions.UnitGrids;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Divisions.UnitGrids;

/// <summary>Unit grids of a draft: made of its responsibility grids, and taken away again.</summary>
internal static class UnitGridEndpoints
{
    public static void MapUnitGrids(this IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup("/counties/{county}/divisions/{id:int}/unit-grids").WithTags("Divisions");
        units.MapPost("", AskUnitGrids).Knows().TakesJson().Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("Divides grids of a draft into unit grids, along streets first; the draft has to be checked again");
        units.MapDelete("", RemoveUnitGrids).Knows("area").Produces<Division>()
            .WithSummary("Takes unit grids out of a draft; it has to be checked again");
    }

    private static async Task<IResult> AskUnitGrids(
        string county, int id, MakeUnitGrids wanted, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db,
        WorkBoard board, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        if (Problem(wanted) is { } problem) return problem;
        var found = await db.FirstOrDefaultAsync(Sql.For("Divisions/list-divisions"), [county, id, true], DivisionRecord.Read, ct);
        if (found is null) return Problems.NotFound("division", $"{id}");
        if (found.Status is not (DivisionStatus.Draft or DivisionStatus.Checked)) return Problems.Conflict("Only a draft can be changed.");
        if (found.Revision != revision) return Problems.ChangedMeanwhile(found, found.Revision);
        return WorkEndpoints.Accepted(
            county, await board.AskAsync(county, UnitGridWork.Name, $"{id}", new UnitGridOrder(wanted, revision), caller.Actor, ct));
    }

    private static ProblemHttpResult? Problem(MakeUnitGrids wanted)
    {
        var check = Check.Content()
            .That(wanted.AreaSquareMetres is >= UnitGridMaker.LeastSquareMetres and <= UnitGridMaker.MostSquareMetres, "areaSquareMetres", "it must be 2,000 to 100,000 square metres.")
            .That(wanted.ParentCodes is null or { Count: > 0 and <= 10_000 }, "parentCodes", "name 1 to 10,000 of them, or send null for all.");
        if (check.Problem is not null) return check.Problem;
        foreach (var (number, code) in (wanted.ParentCodes ?? []).Index())
            check.RequiredText($"parentCodes[{number}]", code, 100);
        return check.Problem;
    }

    private static async Task<IResult> RemoveUnitGrids(
        string county, int id, [Description("Code of the area whose unit grids go; left out, all")] string? area,
        [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        if (Check.Parameters().Text("area", area, 100).Problem is { } problem) return problem;
        return await DraftWrites.WriteAsync(db, caller, county, id, revision, response, async connection =>
        {
            var removed = await connection.ExecuteAsync(Sql.For("Divisions/remove-unit-grids"), [county, id, area], ct);
            return (null, new AuditRecord("division.unit-grids-removed", "division", $"{id}", Detail: new { area, removed }));
        }, ct);
    }
}
