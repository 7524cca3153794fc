using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Platform;

internal static class JsonContent
{
    /// <summary>More than the longest description with every character escaped.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>The endpoint reads JSON of at most <see cref="MostBytes"/>; more answers 413.</summary>
    public static RouteHandlerBuilder TakesJson(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new RequestSizeLimitAttribute(MostBytes));
}
