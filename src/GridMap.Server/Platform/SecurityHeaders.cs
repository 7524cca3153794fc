namespace GridMap.Server.Platform;

/// <summary>What browsers are told of every answer: pages, files, data and failures alike.</summary>
internal static class SecurityHeaders
{
    private const string Everywhere = "frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'";

    // No inline script or style anywhere; WebAssembly has to be compiled; MapLibre reads its images as blobs.
    private const string Pages =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
        + "worker-src 'self' blob:; connect-src 'self'; " + Everywhere;

    // Hangfire's dashboard has its script and style inside its pages.
    private const string Dashboard =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " + Everywhere;

    private const string OneYear = "max-age=31536000";

    /// <summary>Comes before everything that answers. Set when the answer starts: a failure clears what was set before.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        // Asked now: inside the dashboard the path has lost its beginning.
        var policy = http.Request.Path.StartsWithSegments("/jobs") ? Dashboard : Pages;
        http.Response.OnStarting(() =>
        {
            Set(http.Request, http.Response.Headers, policy);
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static void Set(HttpRequest request, IHeaderDictionary headers, string policy)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()";
        headers.ContentSecurityPolicy = policy;
        // A name that means this machine belongs to other programs too.
        if (request.IsHttps && !LoopbackNames.Contains(request.Host.Host)) headers.StrictTransportSecurity = OneYear;
    }
}
