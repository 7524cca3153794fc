using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Antiforgery;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>Begins and ends browsers' sessions, and tells who is signed in.</summary>
internal sealed class Sessions(NpgsqlDataSource db, AccessStore access, IAntiforgery antiforgery)
{
    private const string Entity = "session";
    private const int MostOfUserAgent = 200;

    /// <summary>
    /// Begins a session after the password was right, ends the one the browser had, and gives the cookie.
    /// </summary>
    /// <returns>Whether the account still is as it was when its password was checked.</returns>
    public async Task<bool> BeginAsync(HttpContext http, AccountRecord account, CancellationToken ct)
    {
        var (id, address) = (Guid.CreateVersion7(), http.Connection.RemoteIpAddress);
        var actor = new Actor(account.Name, account.Id, Address: address?.ToString(), SessionId: id);
        var hasBegun = await db.WriteAsync<bool>(actor, null, async connection =>
        {
            await using var begin = connection.Command(
                Sql.For("Accounts/begin-session"), id, account.Id, account.SecurityStamp, actor.Address, UserAgent(http.Request));
            if (await begin.ExecuteNonQueryAsync(ct) == 0) return (false, null);
            await SignInLimits.ForgiveAsync(connection, account.Name, address, ct);
            if (http.Features.Get<BrowserSession>()?.Actor.SessionId is { } before) await EndAsync(connection, before, ct);
            return (true, new("session.begun", Entity, id.ToString(), Detail: new { UserAgent = UserAgent(http.Request) }));
        }, ct);
        if (!hasBegun) return false;
        access.Forget();
        await SessionAuthentication.BeginAsync(http, id);
        http.Features.Set(await access.FindSessionAsync(id, ct));
        return true;
    }

    /// <summary>Signs out: the session is over on every server, and the cookie is taken.</summary>
    public async Task EndAsync(HttpContext http, Actor actor, CancellationToken ct)
    {
        if (actor.SessionId is { } id)
        {
            await db.WriteAsync<bool>(actor, null, async connection =>
            {
                await EndAsync(connection, id, ct);
                return (true, new("session.ended", Entity, id.ToString()));
            }, ct);
            access.Forget();
        }

        await SessionAuthentication.EndAsync(http);
    }

    /// <summary>Who is signed in, or whose key it is, and what they may do.</summary>
    public async Task<Session> ShowAsync(HttpContext http, Actor actor, CancellationToken ct)
    {
        if (actor.KeyId is not null)
            return new(await ShowAsync(actor, actor.Name!, mustChange: false, expiresAt: null, idleSeconds: 0, ct), null);
        var session = http.Features.Get<BrowserSession>();
        return new(
            session is null ? null : await ShowAsync(
                session.Actor, session.DisplayName, session.MustChangePassword, session.ExpiresAt, BrowserSession.IdleSeconds, ct),
            antiforgery.GetAndStoreTokens(http).RequestToken);
    }

    private async Task<SignedIn> ShowAsync(
        Actor actor, string displayName, bool mustChange, DateTimeOffset? expiresAt, int idleSeconds, CancellationToken ct)
    {
        var counties = new List<CountyAccess>();
        foreach (var code in await access.ListCountiesAsync(actor, ct)) counties.Add(Show(new(actor, code, await access.FindGrantsAsync(actor, code, ct), null)));
        return new(actor.AccountId, actor.Name!, displayName, actor.IsAdministrator, mustChange, expiresAt, idleSeconds, counties);
    }

    private static CountyAccess Show(Caller caller) => new(
        caller.CountyCode!,
        caller.Grants.Select(grant => grant.UnitCode).FirstOrDefault(unit => unit is not null),
        [.. caller.Grants.Where(grant => grant.Role is not null).Select(grant => new HeldRole(grant.Role!, grant.AreaCode)).Distinct()],
        [.. Permission.All.Where(permission => !caller.ScopeOf(permission).IsNothing)]);

    private static async Task EndAsync(NpgsqlConnection connection, Guid sessionId, CancellationToken ct)
    {
        await using var end = connection.Command(Sql.For("Accounts/end-session"), sessionId);
        await end.ExecuteNonQueryAsync(ct);
    }

    private static string? UserAgent(HttpRequest request)
    {
        var text = request.Headers.UserAgent.ToString();
        if (text.Length > MostOfUserAgent) text = text[..(char.IsHighSurrogate(text[MostOfUserAgent - 1]) ? MostOfUserAgent - 1 : MostOfUserAgent)];
        return text is "" ? null : text;
    }
}
