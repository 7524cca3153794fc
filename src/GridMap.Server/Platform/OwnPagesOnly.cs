using System.Net;

namespace GridMap.Server.Platform;

/// <summary>
/// Keeps the pages of other sites out. Until people can sign in, whoever reaches this address may do anything, and every
/// page in this machine's browser reaches it: under a name of its own that resolves here, or by sending a form.
/// </summary>
internal static class OwnPagesOnly
{
    /// <summary>Refuses requests for a name that is not this machine's, and writes asked for by another site's page.</summary>
    public static void UseOwnPagesOnly(this WebApplication app) => app.Use((http, next) =>
    {
        if (!IsLoopbackName(http.Request.Host.Host))
            return Problems.Of(403, "foreign-host", "Not under this name", "GridMap answers under localhost, 127.0.0.1 and [::1].").ExecuteAsync(http);
        return IsForeignWrite(http.Request)
            ? Problems.Of(403, "foreign-page", "Another site's page asked for this", "Pages of other sites may not change anything here.").ExecuteAsync(http)
            : next(http);
    });

    /// <summary>Whether the request comes from a page of this very server.</summary>
    public static bool IsOwnPage(HttpRequest request) => request.Headers.Origin == $"{request.Scheme}://{request.Host}";

    // What means this machine whatever a name server says.
    private static bool IsLoopbackName(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    // Programs that are no browser send no origin.
    private static bool IsForeignWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && request.Headers.Origin.Count > 0 && !IsOwnPage(request);
}
