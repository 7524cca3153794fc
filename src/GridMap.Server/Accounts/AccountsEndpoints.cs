using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Who may sign in. Accounts are disabled, never deleted: the audit names them.</summary>
internal static class AccountsEndpoints
{
    // A random password may happen to hold a very short name.
    private const int MostTries = 20;

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("", List).Knows()
            .Produces<List<Account>>()
            .WithSummary("Who may sign in, by name");
        accounts.MapPost("", Add).Knows().TakesJson()
            .Produces<NewPassword>(StatusCodes.Status201Created).Produces<NewPassword>(StatusCodes.Status200OK)
            .WithSummary("Makes an account with a random password, told this once; it has to be changed at the first sign-in");
        accounts.MapPatch("/{id}", Edit).Knows().TakesJson()
            .Produces<Account>()
            .WithSummary("Renames, disables or enables an account, or lets it do everything; disabling ends its sessions and revokes its keys");
        accounts.MapPost("/{id}/password", ResetPassword).Knows()
            .Produces<NewPassword>()
            .WithSummary("Gives an account a new random password, told this once, and ends its sessions");
    }

    /// <summary>The account as it is told; null where there is none.</summary>
    public static Task<Account?> FindAsync(NpgsqlDataSource db, Guid id, CancellationToken ct) =>
        db.FirstOrDefaultAsync(Sql.For("Accounts/list-accounts"), [id], Read, ct);

    public static ProblemHttpResult NotFound(Guid id) => Problems.Of(404, "not-found", "Not found", $"There is no account '{id}'.");

    private static async Task<Ok<List<Account>>> List(NpgsqlDataSource db, CancellationToken ct) =>
        TypedResults.Ok(await db.ListAsync(Sql.For("Accounts/list-accounts"), [null], Read, ct));

    private static async Task<IResult> Add(
        AddAccount added, Caller caller, AccountChanges accounts, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        var problem = Check.Content().That(added.Id != Guid.Empty, "id", "it must not be the empty UUID.")
            .RequiredText("name", added.Name, AccountNames.Most).RequiredText("displayName", added.DisplayName, AccountNames.Most).Problem;
        if (problem is not null) return problem;
        var name = await AccountNames.NormalizeAsync(db, added.Name, ct);
        // The normal form of one character may be several.
        if (Check.Content().RequiredText("name", name, AccountNames.Most).Problem is { } unstorable) return unstorable;
        for (var tries = 1; ; tries++)
        {
            if (await FindAsync(db, added.Id, ct) is { } stored) return Resent(stored, added, name);
            var account = new AccountRecord
            {
                Id = added.Id,
                Name = name,
                DisplayName = added.DisplayName,
                IsAdministrator = added.IsAdministrator,
                MustChangePassword = true,
            };
            var password = RandomPassword.Create();
            var made = await accounts.AddAsync(account, password, caller.Actor, ct);
            response.Headers.CacheControl = "no-store";
            if (made.Succeeded) return TypedResults.Created((string?)null, new NewPassword((await FindAsync(db, added.Id, ct))!, password));
            if (!made.Errors.Any(error => error.Code == PasswordRule.Code)) return Problems.Conflict("Another account has this name.");
            if (tries == MostTries) return Problems.Invalid("name", "it is too short.");
        }
    }

    private static IResult Resent(Account stored, AddAccount sent, string name) =>
        (stored.Name, stored.DisplayName, stored.IsAdministrator) == (name, sent.DisplayName, sent.IsAdministrator)
            ? TypedResults.Ok(new NewPassword(stored, null))
            : Problems.IdAlreadyUsed(sent.Id);

    private static async Task<IResult> Edit(
        Guid id, EditAccount edit, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, AccountEdits edits,
        NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        var check = Check.Content()
            .That(edit.IsAdministrator is not { IsPresent: true, Value: null }, "isAdministrator", "it must be true or false.")
            .That(edit.IsDisabled is not { IsPresent: true, Value: null }, "isDisabled", "it must be true or false.");
        if (edit.DisplayName.IsPresent) check.RequiredText("displayName", edit.DisplayName.Value, AccountNames.Most);
        if (check.Problem is { } wrong) return wrong;
        if (await edits.EditAsync(id, revision, edit, caller.Actor, ct) is { } problem) return problem;
        if (await FindAsync(db, id, ct) is not { } now) return NotFound(id);
        response.SetRevision(now.Revision);
        return TypedResults.Ok(now);
    }

    private static async Task<IResult> ResetPassword(
        Guid id, Caller caller, AccountChanges accounts, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (await accounts.FindAsync(id) is not { } account) return NotFound(id);
        if (await accounts.ResetPasswordAsync(account, caller.Actor, ct) is not { } password) return Problems.Busy();
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new NewPassword((await FindAsync(db, id, ct))!, password));
    }

    private static Account Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5), row.GetBoolean(6),
        row.Nullable<DateTimeOffset?>(7), row.GetInt64(8), row.GetFieldValue<DateTimeOffset>(9));
}
