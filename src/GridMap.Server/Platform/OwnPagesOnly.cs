using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Platform;

/// <summary>
/// Keeps the pages of other sites out, which a browser lets ask for anything: under a name of their own that resolves to
/// this server, or by sending a form. And nobody talks to the server in clear over a wire.
/// </summary>
internal static class OwnPagesOnly
{
    /// <summary>Refuses requests for a name that is not this server's, in clear from elsewhere, and writes asked for by another site's page.</summary>
    public static void UseOwnPagesOnly(this WebApplication app)
    {
        var transport = app.Services.GetRequiredService<Transport>();
        app.Use((http, next) => Refusal(http, transport) is { } refusal ? refusal.ExecuteAsync(http) : next(http));
    }

    /// <summary>Whether the request comes from a page of this very server, as the browser knows it: behind a proxy by the proxy's name.</summary>
    public static bool IsOwnPage(HttpRequest request) => request.Headers.Origin == $"{request.Scheme}://{request.Host}";

    private static ProblemHttpResult? Refusal(HttpContext http, Transport transport)
    {
        var host = http.Request.Host.Host;
        var isLoopbackName = LoopbackNames.Contains(host);
        if (!isLoopbackName && !transport.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            return Problems.Of(403, "foreign-host", "Not under this name", transport.Hosts.Count == 0
                ? "GridMap answers under localhost, 127.0.0.1 and [::1]."
                : "GridMap does not answer under this name; Server:Hosts says under which.");
        if (transport.IsReachable && !http.Request.IsHttps && !(isLoopbackName && IsFromHere(http)))
            return Problems.Of(403, "in-clear", "This came without TLS",
                "Ask by https; a proxy has to be among Server:TrustedProxies and to send X-Forwarded-Proto.");
        return IsForeignWrite(http.Request)
            ? Problems.Of(403, "foreign-page", "Another site's page asked for this", "Pages of other sites may not change anything here.")
            : null;
    }

    // For whoever looks after the server, on the server.
    private static bool IsFromHere(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    // Programs that are no browser send no origin.
    private static bool IsForeignWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && request.Headers.Origin.Count > 0 && !IsOwnPage(request);
}
