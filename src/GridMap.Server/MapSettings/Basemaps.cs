using System.Globalization;
using GridMap.Contracts.Maps;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GridMap.Server.MapSettings;

/// <summary>
/// Basemaps of the configuration, handed on tile by tile: their keys stay here, and the page needs to reach no other
/// server than this one, as its security policy says.
/// </summary>
internal static class Basemaps
{
    private const string Upstream = "basemap";
    private const int LargestTileBytes = 4 * 1024 * 1024;
    private const string KeptForADay = "public, max-age=86400";

    public static void AddBasemaps(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BasemapsOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection("Basemaps").Bind(options.List))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<BasemapsOptions>, BasemapsValidator>();
        builder.Services.AddHttpClient(Upstream, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(15);
            client.MaxResponseContentBufferSize = LargestTileBytes;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public static void MapSettings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/map-settings", Describe).Knows()
            .WithTags("Map").WithSummary("What a map may draw beneath GridMap's layers");

    public static void MapBasemaps(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/basemap/{name}/{z:int}/{x:int}/{y:int}", FetchAsync).ExcludeFromDescription();

    /// <summary>The address of one tile.</summary>
    public static string Fill(string template, int z, int x, int y, string? key) => template
        .Replace("{z}", z.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{x}", x.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{y}", y.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{key}", Uri.EscapeDataString(key ?? ""), StringComparison.Ordinal);

    private static Ok<Contracts.Maps.MapSettings> Describe(IOptions<BasemapsOptions> options) =>
        TypedResults.Ok(new Contracts.Maps.MapSettings([.. options.Value.List.Select(basemap => new Basemap(
            basemap.Name, basemap.Title ?? basemap.Name, $"/basemap/{basemap.Name}/{{z}}/{{x}}/{{y}}",
            basemap.TileSize, basemap.MaxZoom, basemap.Attribution, basemap.Datum))]));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FetchAsync(
        string name, int z, int x, int y, IOptions<BasemapsOptions> options, IHttpClientFactory clients,
        HttpResponse response, CancellationToken ct)
    {
        if (options.Value.List.FirstOrDefault(one => one.Name == name) is not { } basemap) return Problems.NotFound("basemap", name);
        if (z < 0 || z > basemap.MaxZoom || x < 0 || y < 0 || x >= 1L << z || y >= 1L << z)
            return Problems.BadParameter("tile", $"there is no tile {z}/{x}/{y}.");
        try
        {
            using var client = clients.CreateClient(Upstream);
            using var answer = await client.GetAsync(new Uri(Fill(basemap.Template, z, x, y, basemap.Key)), ct);
            var type = answer.Content.Headers.ContentType?.MediaType;
            if (!answer.IsSuccessStatusCode || type?.StartsWith("image/", StringComparison.Ordinal) != true) return Unavailable(name);
            response.Headers.CacheControl = KeptForADay;
            return TypedResults.File(await answer.Content.ReadAsByteArrayAsync(ct), type);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return Unavailable(name);
        }
    }

    // Says neither the address nor the key.
    private static ProblemHttpResult Unavailable(string name) =>
        Problems.Of(502, "basemap-unavailable", "The basemap cannot be reached", $"Basemap '{name}' gave no picture.");
}
