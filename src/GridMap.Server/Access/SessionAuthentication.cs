using System.Security.Claims;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;

namespace GridMap.Server.Access;

/// <summary>
/// Browsers' cookie: it holds a session's id, protected; the database decides whether that session still is one. Whatever a
/// browser asks for that changes something carries a token besides, which no other site's page can know.
/// </summary>
internal static class SessionAuthentication
{
    /// <summary>The header in which pages send the token of <c>GET /api/session</c>.</summary>
    public const string AntiforgeryHeader = "X-GridMap-Antiforgery";

    private const string Scheme = "session";
    private const string CookieName = "gridmap";
    private const string ApplicationName = "GridMap";

    // A browser takes such a cookie from this host alone, and by TLS alone.
    private const string HostPrefix = "__Host-";

    /// <summary>Registers cookie, token, and the keys that protect both, which all servers on a database share.</summary>
    public static void AddBrowserSessions(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource>((keys, db) => keys.XmlRepository = new ProtectionKeys(db));
        services.AddAuthentication().AddCookie(Scheme);
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<Transport>(Describe);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<Transport>(Describe);
    }

    /// <summary>Who is signed in with the browser that asks; null where nobody is, or no longer.</summary>
    public static async Task<Actor?> FindAsync(HttpContext http, AccessStore store)
    {
        var ticket = await http.AuthenticateAsync(Scheme);
        var session = Guid.TryParse(ticket.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await store.FindSessionAsync(id, http.RequestAborted)
            : null;
        http.User = session is null ? new ClaimsPrincipal(new ClaimsIdentity()) : ticket.Principal!;
        http.Features.Set(session);
        return session is null ? null : session.Actor with { Address = http.Connection.RemoteIpAddress?.ToString() };
    }

    /// <summary>Whether the request shows a session's cookie, over or not, whatever its name on this transport.</summary>
    public static bool IsTriedBy(HttpRequest request) => request.Cookies.ContainsKey(CookieName) || request.Cookies.ContainsKey(HostPrefix + CookieName);

    /// <summary>Gives the browser the cookie of a session.</summary>
    public static Task BeginAsync(HttpContext http, Guid sessionId)
    {
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, sessionId.ToString())], Scheme));
        return http.SignInAsync(Scheme, http.User);
    }

    /// <summary>Takes the cookie from the browser.</summary>
    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);

    /// <summary>Whether the request comes from a page of ours that knows who is signed in.</summary>
    public static Task<bool> IsFromOwnPageAsync(HttpContext http) =>
        http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);

    private static void Describe(CookieAuthenticationOptions session, Transport transport)
    {
        Describe(session.Cookie, transport, CookieName);
        session.ExpireTimeSpan = TimeSpan.FromHours(BrowserSession.LongestHours);
        session.SlidingExpiration = false;
    }

    private static void Describe(AntiforgeryOptions antiforgery, Transport transport)
    {
        Describe(antiforgery.Cookie, transport, "gridmap-antiforgery");
        antiforgery.HeaderName = AntiforgeryHeader;
        antiforgery.SuppressReadingTokenFromFormBody = true;
        // The header is set already, and to more.
        antiforgery.SuppressXFrameOptionsHeader = true;
    }

    private static void Describe(CookieBuilder cookie, Transport transport, string name)
    {
        cookie.Name = transport.IsSecure ? HostPrefix + name : name;
        cookie.SecurePolicy = transport.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
    }
}
