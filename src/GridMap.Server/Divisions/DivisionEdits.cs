using GridMap.Contracts.Divisions;
using GridMap.Contracts.Grids;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Divisions;

/// <summary>Changes of a draft's grids that somebody drew.</summary>
internal static class DivisionEdits
{
    /// <summary>More than a town's grids in every detail.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Changes grids of a draft that is still as the caller saw it; it has to be checked again.</summary>
    public static async Task<IResult> Edit(
        string county, int id, EditDivisionGrids edit, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, NpgsqlDataSource db,
        HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        if (Problem(edit, out var shapes) is { } problem) return problem;
        return await DraftWrites.WriteAsync(db, caller, county, id, revision, response, async connection =>
        {
            if (await ProblemAsync(connection, county, id, edit, ct) is { } missing) return (missing, null);
            var put = edit.Put ?? [];
            await StoreAsync(connection, county, id, put, shapes, edit.Remove ?? [], ct);
            return (null, new AuditRecord("division.edited", "division", $"{id}", Detail: new
            {
                put = put.Select(grid => grid.GridCode),
                removed = edit.Remove ?? [],
            }));
        }, ct);
    }

    /// <summary>Stores grids of a draft and takes others out.</summary>
    /// <param name="connection">Within a transaction that holds <see cref="DivisionLock"/>.</param>
    /// <param name="county">The county.</param>
    /// <param name="id">The draft.</param>
    /// <param name="put">What they are to be; their geometry is not read.</param>
    /// <param name="shapes">The shape of each, in the same order.</param>
    /// <param name="remove">Codes of those that go.</param>
    /// <param name="ct">Cancelling leaves everything as it was.</param>
    public static Task<int> StoreAsync(
        NpgsqlConnection connection, string county, int id, IReadOnlyList<DrawnGrid> put, IReadOnlyList<MultiPolygon> shapes,
        IReadOnlyList<string> remove, CancellationToken ct)
    {
        T[] Each<T>(Func<DrawnGrid, T> value) => [.. put.Select(value)];
        return connection.ExecuteAsync(Sql.For("Divisions/edit-grids"),
        [
            county, id, remove.ToArray(), Each(grid => grid.GridCode), Each(grid => grid.Name), Each(grid => grid.Level),
            Each(grid => grid.ParentCode), Each(grid => grid.LeadUnitCode), Each(grid => grid.Residents),
            shapes.Select(shape => shape.AsBinary()).ToArray(),
        ], ct);
    }

    private static ProblemHttpResult? Problem(EditDivisionGrids edit, out List<MultiPolygon> shapes)
    {
        shapes = [];
        var (put, remove) = (edit.Put ?? [], edit.Remove ?? []);
        var check = Check.Content().That(put.Count + remove.Count > 0, "put", "nothing is to be changed.");
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, code) in remove.Index())
            check.RequiredText($"remove[{number}]", code, 100).That(codes.Add(code ?? ""), $"remove[{number}]", "the code is named twice.");
        foreach (var (number, grid) in put.Index())
        {
            if (grid is null) return Problems.Invalid($"put[{number}]", "it must not be null.");
            CheckWords(check, $"put[{number}]", grid);
            check.That(codes.Add(grid.GridCode), $"put[{number}].gridCode", "the code is named twice.");
            if (check.Problem is not null) break;
            if (DrawnShape.Read(grid.Geometry, out var fault) is { } shape) shapes.Add(shape);
            else check.That(false, $"put[{number}].geometry", fault!);
        }

        return check.Problem;
    }

    private static void CheckWords(Check check, string where, DrawnGrid grid) => check
        .RequiredText($"{where}.gridCode", grid.GridCode, 100)
        .RequiredText($"{where}.name", grid.Name, 200)
        .OneOf($"{where}.level", grid.Level, GridLevel.All)
        .Text($"{where}.parentCode", grid.ParentCode, 100)
        .That(grid.ParentCode != grid.GridCode, $"{where}.parentCode", "it would be its own parent.")
        .Text($"{where}.leadUnitCode", grid.LeadUnitCode, 100)
        .That(grid.Residents is null or >= 0, $"{where}.residents", "it must not be negative.");

    private static async Task<ProblemHttpResult?> ProblemAsync(
        NpgsqlConnection connection, string county, int id, EditDivisionGrids edit, CancellationToken ct)
    {
        string[] units = [.. (edit.Put ?? []).Select(grid => grid.LeadUnitCode).OfType<string>().Distinct()];
        var missing = await connection.ListAsync(
            Sql.For("Divisions/find-missing-codes"), [county, id, units, (edit.Remove ?? []).ToArray()],
            row => (IsUnit: row.GetBoolean(0), Code: row.GetString(1)), ct);
        return missing switch
        {
            [] => null,
            [{ IsUnit: true, Code: var code }, ..] => Problems.Invalid("put.leadUnitCode", $"there is no unit '{code}' in this county."),
            [{ Code: var code }, ..] => Problems.Invalid("remove", $"the draft has no grid '{code}'."),
        };
    }
}
