using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Somebody's own keys for programs. A key makes and revokes none: stolen, it must not outlive itself.</summary>
internal static class KeysEndpoints
{
    /// <summary>How many keys one account may have at a time.</summary>
    public const int MostPerAccount = 50;

    private const int MostDays = 366;

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("", List).Knows()
            .Produces<List<ApiKey>>()
            .WithSummary("One's own keys that may still be used, newest first");
        keys.MapPost("", Add).Knows().TakesJson()
            .Produces<NewApiKey>(StatusCodes.Status201Created).Produces<NewApiKey>(StatusCodes.Status200OK)
            .WithSummary("Makes a key of one's own; its secret is told this once");
        keys.MapDelete("/{id}", Revoke).Knows()
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Revokes a key of one's own; it holds no longer at once");
    }

    private static async Task<IResult> List(Caller caller, NpgsqlDataSource db, CancellationToken ct) => Person(caller) is { } account
        ? TypedResults.Ok(await db.ListAsync(Sql.For("Accounts/list-keys"), [account, null], Read, ct))
        : Problems.NotAllowed();

    private static async Task<IResult> Add(
        AddApiKey key, Caller caller, NpgsqlDataSource db, AccessStore access, CancellationToken ct)
    {
        if (Person(caller) is not { } account) return Problems.NotAllowed();
        if (Problem(key) is { } wrong) return wrong;
        if (key.CountyCode is { } county && (!await db.HasCountyAsync(county, ct) || (await access.FindGrantsAsync(caller.Actor, county, ct)) is []))
            return Problems.Invalid("countyCode", "you do not work in such a county.");
        return await db.WriteAsync(caller, connection => AddAsync(connection, account, key, ct), ct);
    }

    private static ProblemHttpResult? Problem(AddApiKey key) => Check.Content()
        .That(key.Id != Guid.Empty, "id", "it must not be the empty UUID.")
        .RequiredText("label", key.Label, 100).Text("countyCode", key.CountyCode, 100)
        .That(key.Days is >= 1 and <= MostDays, "days", $"it must lie within 1..{MostDays}.")
        .Problem;

    private static async Task<(IResult, AuditRecord?)> AddAsync(NpgsqlConnection connection, Guid account, AddApiKey key, CancellationToken ct)
    {
        // One's own requests wait for one another, so that the count holds.
        await using var take = connection.Command("SELECT FROM account WHERE account_id = $1 FOR NO KEY UPDATE", account);
        await take.ExecuteNonQueryAsync(ct);
        var owned = await ListAsync(connection, account, ct);
        if (owned.Find(one => one.Id == key.Id) is { } stored) return (Resent(stored, key), null);
        if (owned.Count >= MostPerAccount) return (Problems.Conflict($"You have {MostPerAccount} keys; revoke one first."), null);
        var secret = ApiKeySecret.Create(key.Id);
        await using var add = connection.Command(
            Sql.For("Accounts/add-key"), key.Id, secret.Sha256, key.Label, account, key.CountyCode, key.IsReadOnly, key.Days);
        if (await add.ExecuteNonQueryAsync(ct) == 0) return (Problems.IdAlreadyUsed(key.Id), null);
        var after = (await ListAsync(connection, account, ct)).Single(one => one.Id == key.Id);
        return (
            TypedResults.Created((string?)null, new NewApiKey(after, secret.ToString())),
            new AuditRecord("key.added", "key", key.Id.ToString(), After: after));
    }

    private static IResult Resent(ApiKey stored, AddApiKey sent) =>
        (stored.Label, stored.CountyCode, stored.IsReadOnly, (int)(stored.ExpiresAt - stored.CreatedAt).TotalDays)
            == (sent.Label, sent.CountyCode, sent.IsReadOnly, sent.Days)
            ? TypedResults.Ok(new NewApiKey(stored, null))
            : Problems.IdAlreadyUsed(sent.Id);

    private static async Task<IResult> Revoke(Guid id, Caller caller, NpgsqlDataSource db, AccessStore access, CancellationToken ct)
    {
        if (Person(caller) is not { } account) return Problems.NotAllowed();
        var answer = await db.WriteAsync(caller, connection => RevokeAsync(connection, account, id, ct), ct);
        access.Forget();
        return answer;
    }

    private static async Task<(IResult, AuditRecord?)> RevokeAsync(NpgsqlConnection connection, Guid account, Guid id, CancellationToken ct)
    {
        var before = (await ListAsync(connection, account, ct)).Find(one => one.Id == id);
        await using var revoke = connection.Command(
            "UPDATE api_key SET revoked_at = now() WHERE key_id = $1 AND account_id = $2 AND revoked_at IS NULL", id, account);
        return before is not null && await revoke.ExecuteNonQueryAsync(ct) > 0
            ? (TypedResults.NoContent(), new AuditRecord("key.revoked", "key", id.ToString(), before))
            : (Problems.Of(404, "not-found", "Not found", "You have no such key."), null);
    }

    private static async Task<List<ApiKey>> ListAsync(NpgsqlConnection connection, Guid account, CancellationToken ct)
    {
        await using var find = connection.Command(Sql.For("Accounts/list-keys"), account, null);
        return await find.ListAsync(Read, ct);
    }

    // The person at the browser; null for a key.
    private static Guid? Person(Caller caller) => caller.Actor.KeyId is null ? caller.Actor.AccountId : null;

    private static ApiKey Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.Nullable<string>(2), row.GetBoolean(3),
        row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5));
}
