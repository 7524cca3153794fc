namespace GridMap.Server.Platform;

/// <summary>The viewer's static files.</summary>
internal static class ViewerFiles
{
    /// <summary>Addresses that are pages of the viewer; any other unknown address stays a 404.</summary>
    private static readonly string[] Pages = ["/", "/import", "/divisions", "/units", "/sign-in", "/account", "/people", "/audit"];

    /// <summary>Finds the files of a server that was built but not published, in every environment.</summary>
    public static void UseViewerFiles(this WebApplicationBuilder builder) => builder.WebHost.UseStaticWebAssets();


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
