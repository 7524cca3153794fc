using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Divisions;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;
using Npgsql;
using DivisionDefect = GridMap.Spatial.Divisions.DivisionDefect;

namespace GridMap.Server.Divisions;

/// <summary>Proposes how to repair a checked draft; its subject is the draft's number, its instruction a <see cref="RepairDivision"/>.</summary>
internal sealed class DivisionRepairWork(NpgsqlDataSource db) : IWork
{
    public const string Name = "division-repair";

    public string Kind => Name;

    public async Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct)
    {
        var wanted = order.Instruction.Deserialize<RepairDivision>(ContractsJson.Options)!;
        var divisionId = int.Parse(order.Subject);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(order.CountyCode, Scope.County, ct);
        await connection.ExecuteAsync(Database.WithoutTimeLimit, [], ct);
        var revision = await RevisionAsync(connection, order.CountyCode, divisionId, ct);
        var (areas, rules) = await DivisionGate.LoadAsync(connection, order.CountyCode, divisionId, ct);
        var defects = (await connection.ListAsync(Sql.For("Divisions/load-defects"), [order.CountyCode, divisionId], ReadDefect, ct))
            .Where(defect => wanted.Defects is null || wanted.Defects.Contains(defect.Number)).Select(defect => defect.Defect).ToList();
        var proposal = DivisionRepair.Propose(
            areas, rules.Boundary, rules.Tolerance, defects, wanted.WidestGapMetres, progress.Part("repairing", 0, 1), ct);
        if (!await KeepAsync(connection, order.CountyCode, divisionId, revision, proposal, ct))
            throw new WorkFailedException("The division was changed meanwhile; check it again.");
        var result = new { divisionId, changes = proposal.Areas.Count, steps = proposal.Steps.Count };
        await connection.AppendAsync(order.Actor, order.CountyCode, new("division.repair-proposed", "division", order.Subject, Detail: result), ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    private static async Task<long> RevisionAsync(NpgsqlConnection connection, string county, int id, CancellationToken ct) =>
        await connection.ListAsync(
            "SELECT revision FROM division WHERE county_code = $1 AND division_id = $2 AND status = 'checked'", [county, id],
            row => row.GetInt64(0), ct) is [var revision]
            ? revision
            : throw new WorkFailedException("The division was not checked as it stands, or is no draft any more; check it first.");

    private static (int Number, DivisionDefect Defect) ReadDefect(NpgsqlDataReader row) => (row.GetInt32(0), new(
        DefectWords.Kind(row.GetString(1)), row.GetFieldValue<string[]>(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5),
        row.GetDouble(6), row.GetBoolean(7), row.Nullable<Geometry>(8)));

    private static async Task<bool> KeepAsync(
        NpgsqlConnection connection, string county, int id, long revision, RepairProposal proposal, CancellationToken ct)
    {
        var steps = JsonSerializer.Serialize(proposal.Steps.Select(RepairRecord.Told), ContractsJson.Options);
        var tolerated = proposal.Remaining.Count(defect => defect.IsWithinTolerance);
        return await connection.ExecuteAsync(Sql.For("Divisions/keep-repair"),
        [
            county, id, revision, steps, proposal.Remaining.Count - tolerated, tolerated,
            proposal.Areas.Select(area => area.Code).ToArray(), proposal.Areas.Select(area => area.After.AsBinary()).ToArray(),
        ], ct) > 0;
    }
}
