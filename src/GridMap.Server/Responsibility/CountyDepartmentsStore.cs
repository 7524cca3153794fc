using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Responsibility;
using GridMap.Contracts.Units;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using GridMap.Server.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Responsibility;

/// <summary>Reads and changes which department answers for which kind of problem.</summary>
internal sealed class CountyDepartmentsStore(NpgsqlDataSource db)
{
    private const string Revision = "SELECT coalesce((SELECT revision FROM county_responsibility WHERE county_code = $1), 0)";

    /// <summary>A row of list-departments.sql.</summary>
    public static CategoryDepartment Read(NpgsqlDataReader row) => new(row.GetString(0), row.ReadUnit(1)!);

    /// <summary>All departments of a county.</summary>
    public async Task<CountyDepartments> FindAsync(string county, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        return await FindAsync(connection, county, ct);
    }

    /// <summary>Puts others in the place of all departments, while they are still at this revision.</summary>
    /// <returns>Why they were not stored; null where they were, or were so already.</returns>
    public Task<ProblemHttpResult?> SetAsync(Caller caller, string county, long revision, SetDepartments wanted, CancellationToken ct) =>
        db.WriteAsync<ProblemHttpResult?>(caller, async connection =>
        {
            if (wanted.Departments.Any(one => one is null)) return (Problems.Invalid("departments", "one of them is null."), null);
            if (!await connection.LockRegisterAsync(county, ct)) return (Problems.CountyNotFound(county), null);
            var stored = await FindAsync(connection, county, ct);
            if (stored.Revision != revision) return (Problems.ChangedMeanwhile(stored, stored.Revision), null);
            var before = stored.Departments.Select(one => new SetDepartment(one.Category, one.Unit.Code)).ToList();
            var after = wanted.Departments.OrderBy(one => one.Category, StringComparer.Ordinal).ToList();
            if (before.SequenceEqual(after)) return (null, null);
            if (Problem(after, await connection.FindKindsAsync(county, [.. after.Select(one => one.UnitCode)], ct)) is { } problem) return (problem, null);
            await StoreAsync(connection, county, before, after, ct);
            return (null, new AuditRecord("departments.edited", "county", county, before, after));
        }, ct);

    private static ProblemHttpResult? Problem(List<SetDepartment> wanted, Dictionary<string, string> kinds)
    {
        var check = Check.Content()
            .That(wanted.Count <= 1000, "departments", $"there are {wanted.Count}; 1000 fit.")
            .That(wanted.DistinctBy(one => one.Category, StringComparer.Ordinal).Count() == wanted.Count, "departments", "one category stands there twice.");
        foreach (var (category, unit) in wanted)
            check.Text("category", category, 200)
                .That(kinds.TryGetValue(unit, out var kind), "unitCode", "there is no such unit in this county.")
                .That(kind != UnitKind.Person, "unitCode", "a person does not belong here.");
        return check.Problem;
    }

    private static async Task StoreAsync(
        NpgsqlConnection connection, string county, List<SetDepartment> before, List<SetDepartment> wanted, CancellationToken ct)
    {
        await using var clear = connection.Command("DELETE FROM category_department WHERE county_code = $1", county);
        await clear.ExecuteNonQueryAsync(ct);
        await using var set = connection.Command(Sql.For("Responsibility/set-departments"),
            county, wanted.Select(one => one.Category).ToArray(), wanted.Select(one => one.UnitCode).ToArray());
        await set.ExecuteNonQueryAsync(ct);
        await using var raise = connection.Command(
            Sql.For("Responsibility/raise-departments"), county, Guid.CreateVersion7(), Json(before), Json(wanted));
        await raise.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Json(List<SetDepartment> departments) =>
        new() { Value = JsonSerializer.Serialize(new { departments }, ContractsJson.Options), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb };

    private static async Task<CountyDepartments> FindAsync(NpgsqlConnection connection, string county, CancellationToken ct)
    {
        await using var list = connection.Command(Sql.For("Responsibility/list-departments"), county);
        var departments = await list.ListAsync(Read, ct);
        await using var ask = connection.Command(Revision, county);
        return new(departments, (await ask.ListAsync(row => row.GetInt64(0), ct))[0]);
    }
}
