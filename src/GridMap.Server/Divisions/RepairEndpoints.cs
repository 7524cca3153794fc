using GridMap.Contracts.Divisions;
using GridMap.Contracts.Work;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Repairs of a draft: proposed, looked at, accepted; never made silently.</summary>
internal static class RepairEndpoints
{
    public static void MapDivisionRepairs(this IEndpointRouteBuilder routes)
    {
        var repairs = routes.MapGroup("/counties/{county}/divisions/{id:int}/repair").WithTags("Divisions");
        repairs.MapPost("", AskRepair).Knows().TakesJson().Produces<PieceOfWork>(StatusCodes.Status202Accepted)
            .WithSummary("Proposes how to repair a checked draft; changes nothing");
        repairs.MapGet("", GetRepair).Knows().Produces<DivisionRepairProposal>()
            .WithSummary("What was proposed last: each grid before and after");
        repairs.MapPost("/accept", Accept).Knows().TakesJson().Produces<Division>()
            .WithSummary("Does what was proposed, or a part of it; the draft has to be checked again");
    }

    private static async Task<IResult> AskRepair(
        string county, int id, RepairDivision wanted, Caller caller, NpgsqlDataSource db, WorkBoard board, CancellationToken ct)
    {
        if (Check.Content()
            .That(wanted.WidestGapMetres is >= 0 and <= 1000, "widestGapMetres", "it must be 0 to 1,000 metres.")
            .That(wanted.Defects is null or { Count: > 0 and <= 10_000 }, "defects", "name 1 to 10,000 of them, or send null for all.")
            .Problem is { } problem) return problem;
        return await FindAsync(db, county, id, ct) switch
        {
            null => Problems.NotFound("division", $"{id}"),
            { Status: DivisionStatus.Checked } => WorkEndpoints.Accepted(
                county, await board.AskAsync(county, DivisionRepairWork.Name, $"{id}", wanted, caller.Actor, ct)),
            { Status: DivisionStatus.Draft } => Problems.Conflict("The division was not checked as it stands; check it first."),
            _ => Problems.Conflict("Only a draft can be repaired."),
        };
    }

    private static async Task<IResult> GetRepair(string county, int id, NpgsqlDataSource db, CancellationToken ct)
    {
        if (await FindAsync(db, county, id, ct) is null) return Problems.NotFound("division", $"{id}");
        var changes = await db.ListAsync(Sql.For("Divisions/list-repaired"), [county, id], RepairRecord.ReadGrid, ct);
        var found = await db.FirstOrDefaultAsync(Sql.For("Divisions/find-repair"), [county, id], row => RepairRecord.Read(row, changes), ct);
        return found is null ? Problems.NotFound("proposed repair of division", $"{id}") : TypedResults.Ok(found);
    }

    private static Task<IResult> Accept(
        string county, int id, AcceptRepair wanted, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db,
        HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return Task.FromResult<IResult>(untagged);
        if (wanted.Changes is { Count: 0 }) return Task.FromResult<IResult>(Problems.Invalid("changes", "name at least one, or send null for all."));
        return DraftWrites.WriteAsync(db, caller, county, id, revision, response, connection => AcceptAsync(connection, county, id, revision, wanted, ct), ct);
    }

    private static async Task<(ProblemHttpResult?, AuditRecord?)> AcceptAsync(
        NpgsqlConnection connection, string county, int id, long revision, AcceptRepair wanted, CancellationToken ct)
    {
        var made = await connection.ListAsync(
            "SELECT revision FROM division_repair WHERE county_code = $1 AND division_id = $2", [county, id], row => row.GetInt64(0), ct);
        if (made is not [var madeFor]) return (Problems.NotFound("proposed repair of division", $"{id}"), null);
        if (madeFor != revision) return (Problems.Conflict("The draft was changed since the repair was proposed; check it, and ask for another."), null);
        var known = await connection.ListAsync(
            "SELECT grid_code FROM division_repair_grid WHERE county_code = $1 AND division_id = $2", [county, id], row => row.GetString(0), ct);
        var codes = wanted.Changes ?? known;
        if (codes.Except(known).FirstOrDefault() is { } stranger) return (Problems.Invalid("changes", $"the proposal does not change '{stranger}'."), null);
        await connection.ExecuteAsync(Sql.For("Divisions/apply-repair"), [county, id, codes.ToArray()], ct);
        return (null, new AuditRecord("division.repaired", "division", $"{id}", Detail: new { changed = codes }));
    }

    private static Task<Division?> FindAsync(NpgsqlDataSource db, string county, int id, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Divisions/list-divisions"), [county, id, true], DivisionRecord.Read, ct);
}
