using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticAssets;

namespace GridMap.Server.Access;

/// <summary>
/// Stands before every endpoint: finds out who asks, looks up what the endpoint needs, and lets through or refuses. An
/// endpoint that declares nothing is refused.
/// </summary>
internal static class AccessGate
{
    /// <summary>Comes after routing. Addresses that lead to no endpoint are only known to those who are signed in.</summary>
    public static void UseAccessGate(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (await RefusalAsync(http) is { } refusal)
        {
            if (refusal.StatusCode == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = Challenge(http.Request);
            await refusal.ExecuteAsync(http);
        }
        else await next(http);
    });

    /// <summary>Whether a request that goes on and on would still be let in.</summary>
    public static async Task<bool> StillLetsInAsync(HttpContext http) =>
        RuleOf(http) is { } rule && await ActorOfAsync(http) is { } actor && Refusal(rule, await CallerAsync(http, rule, actor), http) is null;

    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return null;
        var rule = RuleOf(http);
        var actor = await ActorOfAsync(http);
        http.Features.Set(rule);
        http.Features.Set(actor);
        // A wrong key is never passed over, whoever else the browser may be signed in as.
        if (actor is null && (rule?.Audience != Audience.Anyone || KeyAuthentication.IsTriedBy(http.Request))) return Problems.SignInRequired();
        // No endpoint, or one that says 405 or 415.
        if (endpoint is not RouteEndpoint) return null;
        if (rule is null) return Problems.NotAllowed();
        if (!KeyAuthentication.IsTriedBy(http.Request) && !await SessionAuthentication.IsFromOwnPageAsync(http)) return Problems.StalePage();
        var caller = await CallerAsync(http, rule, actor ?? Actor.Nobody(http));
        http.Features.Set(caller);
        if (rule.IsActivity && http.Features.Get<BrowserSession>() is { } session)
            await http.RequestServices.GetRequiredService<AccessStore>().TouchAsync(session, http.RequestAborted);
        return Refusal(rule, caller, http);
    }

    private static AccessRule? RuleOf(HttpContext http) =>
        // A page's fallback route is mapped by its address alone.
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? AccessRules.Find(http.Request.Method, '/' + pattern.Trim('/')) : null;

    private static async Task<Caller> CallerAsync(HttpContext http, AccessRule rule, Actor actor)
    {
        var county = rule.Audience is Audience.Anyone ? null : http.GetRouteValue("county") as string;
        var grants = county is null ? [] : await http.RequestServices.GetRequiredService<AccessStore>().FindGrantsAsync(actor, county, http.RequestAborted);
        return new(actor, county, grants, rule.Permission);
    }

    private static ProblemHttpResult? Refusal(AccessRule rule, Caller caller, HttpContext http) => rule.Audience switch
    {
        Audience.Anyone => null,
        _ when http.Features.Get<BrowserSession>() is { MustChangePassword: true } && rule != AccessRules.ChangeOwnPassword => Problems.MustChangePassword(),
        Audience.SignedIn => null,
        Audience.ServerAdministrator => caller.Actor.IsAdministrator && !caller.Actor.IsReadOnly ? null : Problems.NotAllowed(),
        _ when !caller.IsMember => Problems.CountyNotFound(caller.CountyCode ?? ""),
        Audience.Member => null,
        _ => caller.Scope.IsNothing ? Problems.NotAllowed() : null,
    };

    // Basic is named to those alone who tried it: a browser that reads it asks for a password in a window of its own.
    private static string Challenge(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? "Basic realm=\"GridMap\", charset=\"UTF-8\"" : "Bearer";

    private static Task<Actor?> ActorOfAsync(HttpContext http)
    {
        var store = http.RequestServices.GetRequiredService<AccessStore>();
        return KeyAuthentication.IsTriedBy(http.Request) ? KeyAuthentication.FindAsync(http, store) : SessionAuthentication.FindAsync(http, store);
    }
}
