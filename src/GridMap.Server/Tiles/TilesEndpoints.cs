using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GridMap.Server.Tiles;

/// <summary>Vector tiles (MVT 2.1) of a county's layers, for the viewer and any other map client.</summary>
internal static class TilesEndpoints
{
    private const string MediaType = "application/vnd.mapbox-vector-tile";

    public static void AddTiles(this IServiceCollection services, string connectionString)
    {
        services.AddOptions<TilesOptions>().BindConfiguration("Tiles").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new TileDatabase(connectionString, provider.GetRequiredService<IOptions<TilesOptions>>()));
        services.AddSingleton<TileStore>();
        services.AddSingleton<IChangeListener>(provider => provider.GetRequiredService<TileStore>());
    }

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        var tiles = routes.MapGroup("/tiles").AddEndpointFilter(KnownParameters.RefuseOthers).WithTags("Tiles");
        tiles.MapGet("/{county}/{layer}/{z}/{x}/{y}.mvt", Get)
            .Knows([.. TileLayer.All.Select(layer => layer.Parameter).OfType<string>()])
            .Produces<byte[]>(contentType: MediaType).Produces(204).Produces(304)
            .WithSummary("A vector tile of one layer: grids, facilities, issues (unresolved; clustered below zoom 14) or streets")
            .WithDescription("Layer 'grids' takes level=responsibility|community|town. Layer 'issues' takes cells=64|32|16|8: "
                + "below zoom 14 the issues of each such cell of a tile are one feature with their count, at their mean position. "
                + "Where a tile had too many features, its layer 'omitted' says how many were left out.");
        tiles.MapGet("/{county}/{layer}.json", Describe).Knows()
            .WithSummary("TileJSON 3.0 of one layer");
    }

    private static async Task<IResult> Get(
        string county, string layer, string z, string x, string y, Caller caller, HttpContext http, TileStore tiles, NpgsqlDataSource db, CancellationToken ct)
    {
        if (TileLayer.Find(layer) is not { } found) return LayerNotFound(layer);
        if (!TileAddress.TryParse(z, x, y, out var address))
            return Problems.Of(400, "bad-tile-address", "There is no such tile",
                $"Zoom must be 0 to {TileAddress.MaxZoom}, column and row from 0 to 2^zoom − 1.");
        if (Filter(found, http.Request.Query, out var filter) is { } problem) return problem;

        var scope = found.Permission is { } permission ? caller.ScopeOf(permission) : Scope.County;
        var tile = await tiles.GetAsync(new TileKey(county, found, filter, address, scope), ct);
        if (tile.IsEmpty && await CountyIsMissingAsync(county, db, ct)) return Problems.CountyNotFound(county);
        return Answer(http, tile);
    }

    // Each layer takes its own parameter only: a level asked of issues would silently do nothing.
    private static ProblemHttpResult? Filter(TileLayer layer, IQueryCollection query, out string filter)
    {
        filter = layer.Values.FirstOrDefault() ?? "";
        if (query.Count == 0) return null;
        var (name, value) = (query.First().Key, query.First().Value.ToString());
        if (name != layer.Parameter) return Problems.UnknownParameter(name, layer.Parameter is null ? [] : [layer.Parameter]);
        filter = value;
        return layer.Values.Contains(value)
            ? null
            : Problems.BadParameter(name, $"it must be one of {string.Join(", ", layer.Values)}");
    }

    private static IResult Answer(HttpContext http, Tile tile)
    {
        http.Response.Headers.ETag = tile.ETag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch.Any(sent => sent?.Contains(tile.ETag, StringComparison.Ordinal) == true))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (tile.IsEmpty) return TypedResults.NoContent();
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Stream(tile.Open(), MediaType);
        http.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(tile.Gzip, MediaType);
    }

    private static async Task<IResult> Describe(string county, string layer, HttpRequest request, NpgsqlDataSource db, CancellationToken ct)
    {
        if (TileLayer.Find(layer) is not { } found) return LayerNotFound(layer);
        var place = await db.FirstOrDefaultAsync(Sql.For("Tiles/county-bounds"), [county],
            row => new { Name = row.GetString(0), Bounds = row.Nullable<double[]>(1) }, ct);
        if (place is null) return Problems.CountyNotFound(county);
        return TypedResults.Json(new TileJson(
            "3.0.0", $"{place.Name} {found.Name}", [$"{request.Scheme}://{request.Host}/tiles/{county}/{found.Name}/{{z}}/{{x}}/{{y}}.mvt"],
            0, TileAddress.MaxZoom, place.Bounds, [new VectorLayer(found.Name, found.Fields)]));
    }

    private static async Task<bool> CountyIsMissingAsync(string county, NpgsqlDataSource db, CancellationToken ct) =>
        await db.FirstOrDefaultAsync("SELECT county_code FROM county WHERE county_code = $1", [county], row => row.GetString(0), ct) is null;

    private static ProblemHttpResult LayerNotFound(string layer) =>
        Problems.NotFound($"layer (there are {string.Join(", ", TileLayer.All.Select(one => one.Name))})", layer);
}
