using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Who works in a county.</summary>
internal static class MembersEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder routes)
    {
        var members = routes.MapGroup("/counties/{county}").WithTags("Members");
        members.MapGet("/members", List).Knows()
            .Produces<List<Member>>()
            .WithSummary("Who works in the county, by name");
        members.MapPut("/members/{accountId}", Set).Knows().TakesJson()
            .Produces<Member>(StatusCodes.Status201Created).Produces<Member>(StatusCodes.Status200OK)
            .WithSummary("Makes an account a member, or gives the member another unit");
        members.MapDelete("/members/{accountId}", Remove).Knows()
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a membership and every grant of the member in this county");
    }

    private static async Task<IResult> List(string county, NpgsqlDataSource db, CancellationToken ct)
    {
        var members = await db.ListAsync(Sql.For("Accounts/list-members"), [county, null], Read, ct);
        return members is [] && !await db.HasCountyAsync(county, ct) ? Problems.CountyNotFound(county) : TypedResults.Ok(members);
    }

    private static async Task<IResult> Set(
        string county, Guid accountId, SetMember member, Caller caller, NpgsqlDataSource db, AccessStore access, CancellationToken ct)
    {
        if (Check.Content().Text("unitCode", member.UnitCode, 100).Problem is { } wrong) return wrong;
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        var answer = await db.WriteAsync(caller, connection => SetAsync(connection, county, accountId, member, ct), ct);
        access.Forget();
        return answer;
    }

    private static async Task<(IResult, AuditRecord?)> SetAsync(
        NpgsqlConnection connection, string county, Guid accountId, SetMember member, CancellationToken ct)
    {
        if (await LockAccountAsync(connection, county, accountId, ct) is { } problem) return (problem, null);
        if (member.UnitCode is not null && !await HasUnitAsync(connection, county, member.UnitCode, ct))
            return (Problems.Invalid("unitCode", "there is no such unit in this county."), null);
        var before = await FindAsync(connection, county, accountId, ct);
        await using var set = connection.Command(Sql.For("Accounts/set-member"), county, accountId, member.UnitCode);
        var isChanged = await set.ExecuteNonQueryAsync(ct) > 0;
        var after = await FindAsync(connection, county, accountId, ct);
        var action = before is null ? "member.added" : "member.edited";
        return (
            before is null ? TypedResults.Created((string?)null, after) : TypedResults.Ok(after),
            isChanged ? new AuditRecord(action, "member", accountId.ToString(), before, after) : null);
    }

    private static async Task<IResult> Remove(
        string county, Guid accountId, Caller caller, NpgsqlDataSource db, AccessStore access, CancellationToken ct)
    {
        var answer = await db.WriteAsync(caller, connection => RemoveAsync(connection, county, accountId, ct), ct);
        access.Forget();
        return answer;
    }

    private static async Task<(IResult, AuditRecord?)> RemoveAsync(
        NpgsqlConnection connection, string county, Guid accountId, CancellationToken ct)
    {
        await using var take = connection.Command("SELECT FROM account WHERE account_id = $1 FOR NO KEY UPDATE", accountId);
        await take.ExecuteNonQueryAsync(ct);
        if (await FindAsync(connection, county, accountId, ct) is not { } before)
            return (Problems.NotFound("member", accountId.ToString()), null);
        await using var held = connection.Command(Sql.For("Accounts/list-grants"), county, null, accountId);
        var grants = await held.ListAsync(GrantsEndpoints.Read, ct);
        await using var remove = connection.Command("DELETE FROM membership WHERE county_code = $1 AND account_id = $2", county, accountId);
        await remove.ExecuteNonQueryAsync(ct);
        return (TypedResults.NoContent(), new AuditRecord(
            "member.removed", "member", accountId.ToString(), new { Member = before, Grants = grants }));
    }

    // Who changes one account's memberships waits for one another, so that the audit tells what was before.
    private static async Task<ProblemHttpResult?> LockAccountAsync(NpgsqlConnection connection, string county, Guid accountId, CancellationToken ct)
    {
        await using var take = connection.Command("SELECT is_demo FROM account WHERE account_id = $1 FOR NO KEY UPDATE", accountId);
        return (await take.ListAsync(row => row.GetBoolean(0), ct)) switch
        {
            [] => Problems.NotFound("account", accountId.ToString()),
            [true] when county != AccountRecord.DemoCounty => Problems.Invalid("accountId", $"an account of the demonstration works in county {AccountRecord.DemoCounty} alone."),
            _ => null,
        };
    }

    private static async Task<bool> HasUnitAsync(NpgsqlConnection connection, string county, string unitCode, CancellationToken ct)
    {
        await using var find = connection.Command("SELECT FROM unit WHERE county_code = $1 AND unit_code = $2", county, unitCode);
        return await find.ListAsync(_ => true, ct) is not [];
    }

    private static async Task<Member?> FindAsync(NpgsqlConnection connection, string county, Guid accountId, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Accounts/list-members"), county, accountId);
        return (await find.ListAsync(Read, ct)).SingleOrDefault();
    }

    private static Member Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.Nullable<string>(4), row.Nullable<string>(5));
}
