using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Signing in and out, and one's own password.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.MapGet("", Show).Knows()
            .Produces<Session>()
            .WithSummary("Who is signed in and what they may do; answers without sign-in, with the token that signing in needs");
        session.MapPost("", Begin).Knows().TakesJson()
            .Produces<Session>()
            .WithSummary("Signs in; the browser gets a cookie");
        session.MapDelete("", End).Knows()
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Signs out; the cookie holds no longer anywhere");
        session.MapPost("/password", ChangeOwnPassword).Knows().TakesJson()
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Changes one's own password; every other session of the account ends, and this browser gets a new cookie");
    }

    private static async Task<Ok<Session>> Show(Caller caller, HttpContext http, Sessions sessions, CancellationToken ct)
    {
        // Making a token says so itself.
        if (caller.Actor.KeyId is not null) http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await sessions.ShowAsync(http, caller.Actor, ct));
    }

    private static async Task<IResult> Begin(
        SignIn signIn, Caller caller, HttpContext http, AccountChanges accounts, PasswordCheck passwords,
        SignInLimits limits, Sessions sessions, NpgsqlDataSource db, CancellationToken ct)
    {
        if (caller.Actor.KeyId is not null) return Problems.NotAllowed();
        if (Problem(signIn) is { } wrong) return wrong;
        var name = await AccountNames.NormalizeAsync(db, signIn.Name, ct);
        if (await limits.CountAsync(name, http.Connection.RemoteIpAddress, ct) is { } excess)
            return await TooManyAsync(excess, name, http, accounts, db, ct);
        var account = await accounts.FindAsync(name, ct);
        var isRight = await passwords.IsRightAsync(account, signIn.Password, ct);
        if (isRight && !account!.IsDisabled && await sessions.BeginAsync(http, account, ct))
            return TypedResults.Ok(await sessions.ShowAsync(http, caller.Actor, ct));
        await RefuseAsync(db, http, account, isRight ? "disabled" : "password", ct);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WrongNameOrPassword();
    }

    private static async Task<NoContent> End(Caller caller, HttpContext http, Sessions sessions, CancellationToken ct)
    {
        await sessions.EndAsync(http, caller.Actor, ct);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangeOwnPassword(
        ChangePassword change, Caller caller, HttpContext http, AccountChanges accounts, PasswordCheck passwords,
        SignInLimits limits, Sessions sessions, NpgsqlDataSource db, CancellationToken ct)
    {
        if (caller.Actor is not { SessionId: not null, AccountId: { } id }) return Problems.NotAllowed();
        if (Check.Content().NotLonger("currentPassword", change.CurrentPassword).Problem is { } wrong) return wrong;
        var account = (await accounts.FindAsync(id))!;
        if (await limits.CountAsync(account.Name, http.Connection.RemoteIpAddress, ct) is { } excess)
            return await TooManyAsync(excess, account.Name, http, accounts, db, ct);
        if (!await passwords.IsRightAsync(account, change.CurrentPassword, ct))
        {
            await db.AppendAsync(caller.Actor, null, new("password.changed", "account", $"{id}", IsRefused: true), ct);
            return Problems.Invalid("currentPassword", "it is not your present password.");
        }

        if (change.NewPassword == change.CurrentPassword) return Problems.WeakPassword("It is the present one.");
        if ((await accounts.ChangePasswordAsync(account, change.NewPassword, caller.Actor)).Errors.FirstOrDefault() is { } error)
            return error.Code == PasswordRule.Code ? Problems.WeakPassword(error.Description) : Problems.Conflict("The account was changed meanwhile; try again.");
        await sessions.BeginAsync(http, account, ct);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult? Problem(SignIn signIn) => Check.Content()
        .RequiredText("name", signIn.Name, AccountNames.Most).NotLonger("password", signIn.Password).Problem;

    private static Check NotLonger(this Check check, string member, string password) =>
        check.That(password.Length <= PasswordRule.Most, member, $"it has {password.Length} characters; {PasswordRule.Most} fit.");

    // Once per window: an attacker's patience must not fill the audit.
    private static async Task<IResult> TooManyAsync(
        SignInLimits.Excess excess, string name, HttpContext http, AccountChanges accounts, NpgsqlDataSource db, CancellationToken ct)
    {
        if (excess.IsFirst) await RefuseAsync(db, http, await accounts.FindAsync(name, ct), $"too many attempts of one {excess.Of}", ct);
        http.Response.Headers.RetryAfter = $"{excess.SecondsLeft}";
        return Problems.TooManyAttempts(excess.SecondsLeft);
    }

    // A name that nobody has is not told: it may be a password, typed into the wrong field.
    private static Task RefuseAsync(NpgsqlDataSource db, HttpContext http, AccountRecord? account, string reason, CancellationToken ct) =>
        db.AppendAsync(Actor.Nobody(http), null,
            new("session.refused", "account", account?.Id.ToString(), Detail: new { account?.Name, Reason = reason }, IsRefused: true), ct);
}
