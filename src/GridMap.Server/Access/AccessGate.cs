using GridMap.Server.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticAssets;
using GridMap.Server.Platform;

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
        if (await RefusalAsync(http) is { } refusal) await refusal.ExecuteAsync(http);
        else await next(http);
    });

    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return null;
        var pattern = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        // A page's fallback route is mapped by its address alone.
        var rule = pattern is null ? null : AccessRules.Find(http.Request.Method, '/' + pattern.Trim('/'));
        if (rule?.Audience == Audience.Anyone)
        {
            http.Features.Set(new Caller(await ActorOfAsync(http) ?? Actor.Nobody(http), null, [], null));
            return null;
        }

        if (await ActorOfAsync(http) is not { } actor) return Problems.SignInRequired();
        // No endpoint, or one that says 405 or 415.
        if (pattern is null) return null;
        if (rule is null) return Problems.NotAllowed();
        var county = http.GetRouteValue("county") as string;
        var grants = county is null ? [] : await http.RequestServices.GetRequiredService<AccessStore>().FindGrantsAsync(actor, county, http.RequestAborted);
        var caller = new Caller(actor, county, grants, rule.Permission);
        http.Features.Set(caller);
        return Refusal(rule, caller);
    }

    private static ProblemHttpResult? Refusal(AccessRule rule, Caller caller) => rule.Audience switch
    {
        Audience.SignedIn => null,
        Audience.ServerAdministrator => caller.Actor.IsAdministrator && !caller.Actor.IsReadOnly ? null : Problems.NotAllowed(),
        _ when !caller.IsMember => Problems.CountyNotFound(caller.CountyCode ?? ""),
        Audience.Member => null,
        _ => caller.Scope.IsNothing ? Problems.NotAllowed() : null,
    };

    private static async Task<Actor?> ActorOfAsync(HttpContext http) =>
        await KeyAuthentication.FindAsync(http, http.RequestServices.GetRequiredService<AccessStore>());
}
