namespace GridMap.Server.Platform;

/// <summary>HEAD is answered as GET is, without the content; endpoints know GET alone.</summary>
internal static class HeadRequests
{
    /// <summary>Comes before routing. The stream of changes never ends and has nothing to tell without its content.</summary>
    public static void UseHeadAsGet(this WebApplication app) => app.Use(async (http, next) =>
    {
        var path = http.Request.Path;
        if (!HttpMethods.IsHead(http.Request.Method) || path.Value?.EndsWith("/changes", StringComparison.Ordinal) == true
            || !(path.StartsWithSegments("/api") || path.StartsWithSegments("/tiles") || path.StartsWithSegments("/health")))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        http.Response.Body = Stream.Null;
        await next(http);
    });
}
