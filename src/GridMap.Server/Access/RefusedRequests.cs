using GridMap.Server.Audit;

namespace GridMap.Server.Access;

/// <summary>
/// Looks at every answer for attempts at what was not the caller's to see or do. What nobody tried with a credential is no
/// attempt of somebody's, and is not told.
/// </summary>
internal static class RefusedRequests
{
    private const int MostPathCharacters = 200;
    private const int MostMethodCharacters = 20;

    // Whatever the method.
    private static readonly string[] Refusals = ["sign-in-required", "not-allowed", "county-not-found", "outside-your-area", "stale-page", "foreign-page"];

    // Sign-in tells of its own, and whoever has to change a password first has tried nothing forbidden.
    private static readonly string[] Others = ["wrong-name-or-password", "too-many-attempts", "must-change-password"];

    /// <summary>Comes before whatever may refuse.</summary>
    public static void UseRefusalAudit(this WebApplication app)
    {
        var audit = app.Services.GetRequiredService<RefusalAudit>();
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Response.StatusCode < StatusCodes.Status400BadRequest) return;
            var type = http.Features.Get<ToldProblem>()?.Type;
            if (!IsRefusal(http, type) || Who(http) is not { } actor) return;
            await audit.NoteAsync(actor, http.GetRouteValue("county") as string, new
            {
                method = Cut(http.Request.Method, MostMethodCharacters),
                // As it came, escaped: decoded it may hold what no text column takes.
                path = Cut(http.Request.Path.ToUriComponent(), MostPathCharacters),
                status = http.Response.StatusCode,
                problem = type,
            });
        });
    }

    private static bool IsRefusal(HttpContext http, string? type)
    {
        if (type is null) return http.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden;
        if (Others.Contains(type)) return false;
        return Refusals.Contains(type) || http.Response.StatusCode == StatusCodes.Status403Forbidden
            || (type == "not-found" && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method));
    }

    // Null for whoever showed nothing that could be somebody's.
    private static Actor? Who(HttpContext http) =>
        http.Features.Get<Actor>() is { } known ? known
        : KeyAuthentication.IsTriedBy(http.Request) || SessionAuthentication.IsTriedBy(http.Request) ? Actor.Nobody(http)
        : null;

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;
}
