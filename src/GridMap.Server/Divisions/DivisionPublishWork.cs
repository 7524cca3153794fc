using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Divisions;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Brings a checked draft into force; its subject is the draft's number, its instruction a <see cref="PublishDivision"/>.</summary>
internal sealed class DivisionPublishWork(NpgsqlDataSource db) : IWork
{
    public const string Name = "division-publish";

    public string Kind => Name;

    public async Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct)
    {
        var instruction = order.Instruction.Deserialize<PublishDivision>(ContractsJson.Options)!;
        var divisionId = int.Parse(order.Subject);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(order.CountyCode, Scope.County, ct);
        await DivisionLock.TakeAsync(connection, order.CountyCode, ct);
        await connection.ExecuteAsync("SELECT FROM county WHERE county_code = $1 FOR UPDATE", [order.CountyCode], ct);
        var draft = await FindAsync(connection, order.CountyCode, divisionId, ct)
            ?? throw new WorkFailedException("There is no such draft any more.");
        if (draft.RefuseToPublish(instruction.AcceptDefectsBecause is not null) is { } refusal) throw new WorkFailedException(refusal);
        var isExcepted = draft.Division.BlockingDefects > 0;
        await DivisionPublication.PublishAsync(connection, order.CountyCode, new(
            divisionId, draft.BatchId, isExcepted ? instruction.AcceptDefectsBecause : null, isExcepted ? order.Actor.Name : null),
            progress.Part("publishing", 0, 1), ct);
        // Deferred keys of a million rows are checked now, not while others wait for the chain.
        await connection.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", [], ct);
        await connection.AppendAsync(order.Actor, order.CountyCode, new(
            "division.published", "division", order.Subject, Detail: new
            {
                draft.Division.Name,
                draft.Division.BlockingDefects,
                defectsAcceptedBecause = isExcepted ? instruction.AcceptDefectsBecause : null,
            }), ct);
        await transaction.CommitAsync(ct);
        return new { divisionId };
    }

    /// <summary>A draft, and what is in force now; null where there is none of that number.</summary>
    public static async Task<StandingDraft?> FindAsync(NpgsqlConnection connection, string countyCode, int divisionId, CancellationToken ct)
    {
        var found = await connection.ListAsync(
            Sql.For("Divisions/list-divisions"), [countyCode, divisionId, true], DivisionRecord.Read, ct);
        if (found is not [{ Status: DivisionStatus.Draft or DivisionStatus.Checked } division]) return null;
        return (await connection.ListAsync(Sql.For("Divisions/find-standing"), [countyCode, divisionId],
            row => new StandingDraft(division, row.Nullable<Guid?>(0), row.Nullable<int?>(1)), ct))[0];
    }
}
