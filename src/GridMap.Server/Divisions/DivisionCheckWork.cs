using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Checks a draft; its subject is the draft's number.</summary>
internal sealed class DivisionCheckWork(NpgsqlDataSource db) : IWork
{
    public const string Name = "division-check";

    public string Kind => Name;

    public async Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct)
    {
        var divisionId = int.Parse(order.Subject);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(order.CountyCode, Scope.County, ct);
        await connection.ExecuteAsync(Database.WithoutTimeLimit, [], ct);
        var found = await DivisionGate.CheckAsync(connection, order.CountyCode, divisionId, progress.Part("checking", 0, 1), ct)
            ?? throw new WorkFailedException("The division was changed while it was checked, or is no draft any more; check it again.");
        var tolerated = found.Count(defect => defect.IsWithinTolerance);
        var result = new { divisionId, blockingDefects = found.Count - tolerated, toleratedDefects = tolerated };
        await connection.AppendAsync(order.Actor, order.CountyCode, new("division.checked", "division", order.Subject, Detail: result), ct);
        await transaction.CommitAsync(ct);
        return result;
    }
}
