namespace GridMap.Server.Platform;

/// <summary>The viewer's static files, and the headers every page is sent with.</summary>
internal static class ViewerFiles
{
    /// <summary>Addresses that are pages of the viewer; any other unknown address stays a 404.</summary>
    private static readonly string[] Pages = ["/", "/import"];

    // No inline script or style anywhere; WebAssembly has to be compiled; MapLibre reads its images as blobs.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
        + "worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'";

    /// <summary>Finds the files of a server that was built but not published, in every environment.</summary>
    public static void UseViewerFiles(this WebApplicationBuilder builder) => builder.WebHost.UseStaticWebAssets();

    /// <summary>Sets the security headers on whatever is answered.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        // Hangfire's dashboard has its script and style inside its pages.
        if (!http.Request.Path.StartsWithSegments("/jobs")) headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return next(http);
    });

    /// <summary>
    /// Files by name, precompressed, with ETags; those with a fingerprint in their name may be kept for ever. A page is
    /// asked for anew each time, since it names the files of one version.
    /// </summary>
    public static void MapViewerFiles(this WebApplication app)
    {
        app.MapStaticAssets();
        foreach (var page in Pages)
            app.MapFallbackToFile(page, "index.html", new StaticFileOptions
            {
                OnPrepareResponse = served => served.Context.Response.Headers.CacheControl = "no-cache",
            });
    }
}
