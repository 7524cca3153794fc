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

/// <summary>Reads and changes what is said of areas.</summary>
internal sealed class AreaStore(NpgsqlDataSource db)
{
    /// <summary>The area code that stands for the county as a whole.</summary>
    public const string WholeCounty = "";

    /// <summary>What is said of an area; null where there is no such grid or county.</summary>
    public async Task<AreaResponsibility?> FindAsync(string county, string code, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        return await ReadAsync(connection, county, code, ct) is { } area ? await NamedAsync(connection, county, code, area, ct) : null;
    }

    /// <summary>Changes an area that is still at this revision.</summary>
    /// <returns>Why it was not changed; null where it was, or was so already.</returns>
    public Task<ProblemHttpResult?> ChangeAsync(
        Caller caller, string county, string code, long revision, Func<AreaContent, AreaContent> change, CancellationToken ct) =>
        db.WriteAsync<ProblemHttpResult?>(caller, async connection =>
        {
            if (!await connection.LockRegisterAsync(county, ct)) return (Problems.CountyNotFound(county), null);
            if (await ReadAsync(connection, county, code, ct) is not { } area) return (Problems.NotFound("grid", code), null);
            if (area.Revision != revision)
                return (Problems.ChangedMeanwhile(await NamedAsync(connection, county, code, area, ct), area.Revision), null);
            var wanted = change(area.Content);
            var (before, after) = (area.Content.Unlike(wanted), wanted.Unlike(area.Content));
            if (after.Count == 0) return (null, null);
            if (wanted.Problem(await connection.FindKindsAsync(county, wanted.Codes, ct)) is { } problem) return (problem, null);
            await StorePeopleAsync(connection, county, code, wanted, ct);
            return (null, area.GridId is { } gridId
                ? await StoreGridAsync(connection, county, gridId, wanted.Lead, before, after, ct)
                : await StoreCountyAsync(connection, county, wanted.Lead, before, after, ct));
        }, ct);

    private static async Task<AuditRecord> StoreGridAsync(
        NpgsqlConnection connection, string county, int gridId, string? lead, Dictionary<string, object?> before, Dictionary<string, object?> after, CancellationToken ct)
    {
        var changeId = Guid.CreateVersion7();
        await using var edit = connection.Command(Sql.For("Responsibility/edit-grid"), county, gridId, lead, changeId, Json(before), Json(after));
        await edit.ExecuteNonQueryAsync(ct);
        return AuditRecord.OfChange(changeId);
    }

    private static async Task<AuditRecord> StoreCountyAsync(
        NpgsqlConnection connection, string county, string? lead, Dictionary<string, object?> before, Dictionary<string, object?> after, CancellationToken ct)
    {
        await using var raise = connection.Command(
            Sql.For("Responsibility/raise-county"), county, lead, Guid.CreateVersion7(), Json(before), Json(after));
        await raise.ExecuteNonQueryAsync(ct);
        return new("responsibility.edited", "county", county, before, after);
    }

    private static async Task StorePeopleAsync(NpgsqlConnection connection, string county, string code, AreaContent wanted, CancellationToken ct)
    {
        await using var clear = connection.Command("DELETE FROM area_responsible WHERE county_code = $1 AND area_code = $2", county, code);
        await clear.ExecuteNonQueryAsync(ct);
        foreach (var (role, codes) in wanted.ByRole)
        {
            await using var set = connection.Command(Sql.For("Responsibility/set-people"), county, code, role, codes);
            await set.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<StoredArea?> ReadAsync(NpgsqlConnection connection, string county, string code, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Responsibility/get-area"), county, code);
        return (await find.ListAsync(row => new StoredArea(row.Nullable<int?>(0), row.GetInt64(2), AreaContent.Read(row)), ct)).SingleOrDefault();
    }

    private static async Task<AreaResponsibility> NamedAsync(
        NpgsqlConnection connection, string county, string code, StoredArea area, CancellationToken ct)
    {
        await using var list = connection.Command(Sql.For("Responsibility/list-named-units"), county, area.Content.Codes);
        var units = (await list.ListAsync(row => row.ReadUnit(0)!, ct)).ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        Unit[] Named(string[] codes) => [.. codes.Where(units.ContainsKey).Select(one => units[one])];
        return new(
            code == WholeCounty ? null : code, area.Content.Lead is { } lead ? units.GetValueOrDefault(lead) : null,
            Named(area.Content.Members), Named(area.Content.Leaders), Named(area.Content.Contacts), area.Revision);
    }

    private static NpgsqlParameter Json(Dictionary<string, object?> members) =>
        new() { Value = JsonSerializer.Serialize(members, ContractsJson.Options), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb };

    /// <summary>A row of get-area.sql.</summary>
    private sealed record StoredArea(int? GridId, long Revision, AreaContent Content);
}
