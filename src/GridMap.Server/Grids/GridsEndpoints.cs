using System.ComponentModel;
using GridMap.Contracts.Access;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Grids;

internal static class GridsEndpoints
{
    private const string ListName = "grids";

    public static void MapGrids(this IEndpointRouteBuilder routes)
    {
        var grids = routes.MapGroup("/counties/{county}").WithTags("Grids");
        grids.MapGet("/grids", List).Knows("level", "leadUnit", "q", "bbox", "limit", "after")
            .Produces<FeatureCollection<Grid>>(contentType: GeoJson.ContentType)
            .WithSummary("Grids of every level, page by page");
        grids.MapGet("/grids/{code}", Get).Knows()
            .Produces<Feature<GridDetail>>(contentType: GeoJson.ContentType)
            .WithSummary("One grid: whose it is, its figure, and what stands in it");
    }

    private static async Task<IResult> List(
        string county,
        [Description("town, community or responsibility; all where nothing is said")] string? level,
        [Description("Code of the lead unit")] string? leadUnit,
        [Description("Text within code or name")] string? q,
        [Description("west,south,east,north in degrees, EPSG:4326")] string? bbox,
        [AsParameters] Paging paging, NpgsqlDataSource db, HttpRequest request, CancellationToken ct)
    {
        var problem = Check.Parameters()
            .OneOf("level", level ?? GridLevel.Responsibility, GridLevel.All)
            .Text("leadUnit", leadUnit, 100).Text("q", q, 100).Box(bbox, out var box)
            .Problem;
        if (problem is not null) return problem;
        if (paging.Problem(ListName, key => key is not "", out var after) is { } wrongPage) return wrongPage;
        var found = await db.ListAsync(Sql.For("Grids/list-grids"),
            [county, level, leadUnit, Like.Containing(q), box?.West, box?.South, box?.East, box?.North, after, paging.SizeAndOne],
            GridRecord.Read, ct);
        if (found is [] && !await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return GeoJson.Result(paging.PageOf(request, ListName, found, grid => grid.GridCode));
    }

    private static async Task<IResult> Get(
        string county, string code, Caller caller, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (await db.FirstOrDefaultAsync(Sql.For("Grids/get-grid"), [county, code], GridRecord.ReadDetail, ct) is not { } found)
            return Problems.NotFound("grid", code);
        var counts = await db.ListAsync(Sql.For("Grids/count-facilities"),
            [county, found.Properties.GridId, .. caller.ScopeOf(Permission.ReadFacilities).Parameters],
            row => (State: row.GetString(0), Kind: row.GetString(1), Number: row.GetInt32(2)), ct);
        Dictionary<string, int> By(string state) =>
            counts.Where(count => count.State == state).ToDictionary(count => count.Kind, count => count.Number);
        response.SetRevision(found.Properties.Revision);
        return GeoJson.Result(found with
        {
            Properties = found.Properties with
            {
                FacilitiesByKind = By(FacilityState.Existing),
                ClearedByKind = By(FacilityState.Cleared),
            },
        });
    }
}
