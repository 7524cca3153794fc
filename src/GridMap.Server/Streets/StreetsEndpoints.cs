using System.ComponentModel;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Streets;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Streets;

internal static class StreetsEndpoints
{
    private const string ListName = "streets";
    private static readonly string[] Classes = ["main", "secondary", "lane", "river"];

    public static void MapStreets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/counties/{county}/streets", List).Knows("class", "q", "bbox", "limit", "after")
            .Produces<FeatureCollection<Street>>(contentType: GeoJson.ContentType)
            .WithTags("Streets").WithSummary("Named lines drawn beneath everything, page by page");

    private static async Task<IResult> List(
        string county,
        [Description("main, secondary, lane or river")] string? @class,
        [Description("Text within the name")] string? q,
        [Description("west,south,east,north in degrees, EPSG:4326")] string? bbox,
        [AsParameters] Paging paging, NpgsqlDataSource db, HttpRequest request, CancellationToken ct)
    {
        var problem = Check.Parameters()
            .OneOf("class", @class ?? Classes[0], Classes).Text("q", q, 100).Box(bbox, out var box)
            .Problem;
        if (problem is not null) return problem;
        if (paging.Problem(ListName, key => int.TryParse(key, out _), out var after) is { } wrongPage) return wrongPage;
        var found = await db.ListAsync(Sql.For("Streets/list-streets"),
            [county, @class, Like.Containing(q), box?.West, box?.South, box?.East, box?.North,
                after is null ? null : int.Parse(after), paging.SizeAndOne],
            Read, ct);
        if (found is [] && !await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return GeoJson.Result(paging.PageOf(request, ListName, found, street => street.StreetId.ToString()));
    }

    private static Feature<Street> Read(NpgsqlDataReader row) => new(
        GeoJson.Id(row.GetInt32(0)), GeoJson.Parse(row.GetString(4)),
        new Street(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3)));
}
