using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Divisions;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Work;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Divisions.UnitGrids;

/// <summary>Divides grids of a draft into unit grids; its subject is the draft's number, its instruction a <see cref="UnitGridOrder"/>.</summary>
internal sealed class UnitGridWork(NpgsqlDataSource db) : IWork
{
    public const string Name = "division-unit-grids";

    // More than a county of 500 km² has; what a page can draw ends here.
    private const int MostUnits = 50_000;

    public string Kind => Name;

    public async Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct)
    {
        var (wanted, revision) = order.Instruction.Deserialize<UnitGridOrder>(ContractsJson.Options)!;
        var divisionId = int.Parse(order.Subject);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ConfineAsync(order.CountyCode, Scope.County, ct);
        await connection.ExecuteAsync(Database.WithoutTimeLimit, [], ct);
        var (areas, rules) = await DivisionGate.LoadAsync(connection, order.CountyCode, divisionId, ct);
        var parents = UnitGridParents.Choose(areas, wanted);
        var sizes = await SizesAsync(connection, order.CountyCode, divisionId, ct);
        RefuseWhatCannotBe(areas, parents, sizes, wanted.AreaSquareMetres);
        var staying = areas.Where(area => !parents.Removed.Contains(area.Code)).ToList();
        var streets = await connection.ListAsync(
            "SELECT geom FROM street WHERE county_code = $1 ORDER BY street_id", [order.CountyCode], row => row.GetFieldValue<Geometry>(0), ct);
        var plan = UnitGridMaker.Plan(staying, parents.Divided, streets, wanted.AreaSquareMetres, progress.Part("dividing", 0, 0.9), ct);
        var names = new UnitGridNames(staying, sizes.ToDictionary(pair => pair.Key, pair => pair.Value.Name));
        var made = names.Name(plan.Units, rules.CodeScheme, staying.Select(area => area.Code).ToHashSet(StringComparer.Ordinal));
        progress.Tell("storing", 0.9);
        await StoreAsync(connection, order.CountyCode, divisionId, revision, parents, plan.Noded, made, ct);
        var result = new UnitGridsMade(divisionId, parents.Divided.Count, parents.Kept.Count, made.Count, parents.Removed.Count);
        await connection.AppendAsync(order.Actor, order.CountyCode, new("division.unit-grids-made", "division", order.Subject, Detail: new { wanted, result }), ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    private static async Task<Dictionary<string, (string Name, double AreaSquareMetres)>> SizesAsync(
        NpgsqlConnection connection, string county, int id, CancellationToken ct) =>
        (await connection.ListAsync(
            "SELECT grid_code, name, area_square_metres FROM division_grid WHERE county_code = $1 AND division_id = $2", [county, id],
            row => (Code: row.GetString(0), Size: (row.GetString(1), row.GetDouble(2))), ct)).ToDictionary(row => row.Code, row => row.Size, StringComparer.Ordinal);

    private static void RefuseWhatCannotBe(
        List<DivisionArea> areas, UnitGridParents parents, Dictionary<string, (string Name, double AreaSquareMetres)> sizes, double wanted)
    {
        // Each statement sees what is stored by then.
        if (!parents.Divided.All(sizes.ContainsKey)) throw ChangedMeanwhile();
        var expected = parents.Divided.Sum(code => Math.Ceiling(sizes[code].AreaSquareMetres / wanted));
        if (expected > MostUnits)
            throw new WorkFailedException($"That would be some {expected:N0} unit grids, and {MostUnits:N0} at a time are the most; choose fewer grids, or a larger area.");
        if (areas.Find(area => parents.Divided.Contains(area.Code) && !area.Shape.IsValid) is { } crossing)
            throw new WorkFailedException($"The shape of grid {crossing.Code} is not valid; check and repair the draft first.");
    }

    private static WorkFailedException ChangedMeanwhile() => new("The draft was changed meanwhile; nothing was stored. Ask again.");

    private static async Task StoreAsync(
        NpgsqlConnection connection, string county, int id, long revision, UnitGridParents parents, IReadOnlyList<NodedArea> noded,
        List<(string Code, string Name, UnitGridShape Unit)> made, CancellationToken ct)
    {
        await DivisionLock.TakeAsync(connection, county, ct);
        if (await connection.ExecuteAsync(Sql.For("Divisions/change-draft"), [county, id, revision], ct) == 0)
            throw ChangedMeanwhile();
        T[] Each<T>(Func<(string Code, string Name, UnitGridShape Unit), T> value) => [.. made.Select(value)];
        // A statement of its own: within one, the new rows come before the old ones are gone.
        await connection.ExecuteAsync(
            "DELETE FROM division_grid WHERE county_code = $1 AND division_id = $2 AND grid_code = ANY ($3)", [county, id, parents.Removed.ToArray()], ct);
        await connection.ExecuteAsync(Sql.For("Divisions/store-unit-grids"),
        [
            county, id, Each(unit => unit.Code), Each(unit => unit.Name), Each(unit => unit.Unit.ParentCode), Each(unit => unit.Unit.Shape.AsBinary()),
            noded.Select(area => area.Code).ToArray(), noded.Select(area => area.Shape.AsBinary()).ToArray(),
        ], ct);
    }
}
