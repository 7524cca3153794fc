using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>What members and units may do in a county, and where.</summary>
internal static class GrantsEndpoints
{
    private const string OncePerHolder = "access_grant_once";

    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        var grants = routes.MapGroup("/counties/{county}").WithTags("Grants");
        grants.MapGet("/grants", List).Knows()
            .Produces<List<Grant>>()
            .WithSummary("What members and units may do, oldest first");
        grants.MapPost("/grants", Add).Knows().TakesJson()
            .Produces<Grant>(StatusCodes.Status201Created).Produces<Grant>(StatusCodes.Status200OK)
            .WithSummary("Grants a role in an area, or in the whole county; sending the same again is harmless");
        grants.MapDelete("/grants/{id}", Remove).Knows()
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a grant away; it holds no longer at once");
    }

    /// <summary>A row of list-grants.sql.</summary>
    public static Grant Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Nullable<Guid?>(1), row.Nullable<string>(2), row.Nullable<string>(3), row.Nullable<string>(4),
        row.GetString(5), row.Nullable<string>(6), row.Nullable<string>(7), row.GetFieldValue<DateTimeOffset>(8));

    private static async Task<IResult> List(string county, NpgsqlDataSource db, CancellationToken ct)
    {
        var grants = await db.ListAsync(Sql.For("Accounts/list-grants"), [county, null, null], Read, ct);
        return grants is [] && !await db.HasCountyAsync(county, ct) ? Problems.CountyNotFound(county) : TypedResults.Ok(grants);
    }

    private static async Task<IResult> Add(
        string county, AddGrant grant, Caller caller, NpgsqlDataSource db, AccessStore access, HttpContext http, CancellationToken ct)
    {
        if (Problem(grant) is { } wrong) return wrong;
        if (!await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        try
        {
            var answer = await db.WriteAsync(caller, connection => AddAsync(connection, county, grant, ct), ct);
            access.Forget();
            if (answer is Created<Grant>) http.Response.Headers.Location = $"{http.Request.Path}/{grant.Id}";
            return answer;
        }
        catch (PostgresException twice) when (twice.ConstraintName == OncePerHolder)
        {
            return Problems.Conflict("The same is granted already.");
        }
    }

    // What can be told without asking the database.
    private static ProblemHttpResult? Problem(AddGrant grant) => Check.Content()
        .That(grant.Id != Guid.Empty, "id", "it must not be the empty UUID.")
        .OneOf("role", grant.Role, Role.All)
        .That((grant.AccountId is null) != (grant.UnitCode is null), "accountId", "exactly one of accountId and unitCode belongs here.")
        .Text("unitCode", grant.UnitCode, 100).Text("areaCode", grant.AreaCode, 100)
        .That(grant.AreaCode is null || Role.ByArea.Contains(grant.Role), "areaCode", $"the role {grant.Role} is held in the whole county alone.")
        .Problem;

    private static async Task<(IResult, AuditRecord?)> AddAsync(
        NpgsqlConnection connection, string county, AddGrant grant, CancellationToken ct)
    {
        // Told first, so that a resend is harmless though the area has gone since.
        if (await FindAsync(connection, county, grant.Id, ct) is { } stored) return (Resent(stored, grant), null);
        if (await ProblemAsync(connection, county, grant, ct) is { } problem) return (problem, null);
        await using var add = connection.Command(
            Sql.For("Accounts/add-grant"), county, grant.Id, grant.AccountId, grant.UnitCode, grant.Role, grant.AreaCode);
        var isAdded = await add.ExecuteNonQueryAsync(ct) > 0;
        var after = (await FindAsync(connection, county, grant.Id, ct))!;
        return isAdded
            ? (TypedResults.Created((string?)null, after), new AuditRecord("grant.added", "grant", grant.Id.ToString(), After: after))
            : (Resent(after, grant), null);
    }

    private static IResult Resent(Grant stored, AddGrant sent) =>
        (stored.AccountId, stored.UnitCode, stored.Role, stored.AreaCode) == (sent.AccountId, sent.UnitCode, sent.Role, sent.AreaCode)
            ? TypedResults.Ok(stored)
            : Problems.IdAlreadyUsed(sent.Id);

    private static async Task<ProblemHttpResult?> ProblemAsync(
        NpgsqlConnection connection, string county, AddGrant grant, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Accounts/find-granted"), county, grant.AccountId, grant.UnitCode, grant.AreaCode);
        var found = (await find.ListAsync(row => new
        {
            IsMember = row.GetBoolean(0),
            MemberUnit = row.Nullable<string>(1),
            HasUnit = row.GetBoolean(2),
            HasArea = row.GetBoolean(3),
        }, ct)).Single();
        return Check.Content()
            .That(grant.AccountId is null || found.IsMember, "accountId", "this account is no member of the county.")
            .That(grant.UnitCode is null || found.HasUnit, "unitCode", "there is no such unit in this county.")
            .That(grant.AreaCode is null || found.HasArea, "areaCode", "no grid of this county has that code.")
            .That(grant.Role != Role.Department || grant.AccountId is null || found.MemberUnit is not null,
                "accountId", "a department sees what is assigned to its unit: give the member one first.")
            .Problem;
    }

    private static async Task<IResult> Remove(
        string county, Guid id, Caller caller, NpgsqlDataSource db, AccessStore access, CancellationToken ct)
    {
        var answer = await db.WriteAsync(caller, connection => RemoveAsync(connection, county, id, ct), ct);
        access.Forget();
        return answer;
    }

    private static async Task<(IResult, AuditRecord?)> RemoveAsync(NpgsqlConnection connection, string county, Guid id, CancellationToken ct)
    {
        var before = await FindAsync(connection, county, id, ct);
        await using var remove = connection.Command("DELETE FROM access_grant WHERE county_code = $1 AND grant_id = $2", county, id);
        return await remove.ExecuteNonQueryAsync(ct) > 0
            ? (TypedResults.NoContent(), new AuditRecord("grant.removed", "grant", id.ToString(), before))
            : (Problems.NotFound("grant", id.ToString()), null);
    }

    private static async Task<Grant?> FindAsync(NpgsqlConnection connection, string county, Guid id, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Accounts/list-grants"), county, id, null);
        return (await find.ListAsync(Read, ct)).SingleOrDefault();
    }
}
