using GridMap.Contracts.Changes;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Facilities;

internal static class FacilitiesEndpoints
{
    private const string ListName = "facilities";

    public static void MapFacilities(this IEndpointRouteBuilder routes)
    {
        var facilities = routes.MapGroup("/counties/{county}").WithTags("Facilities");
        facilities.MapGet("/facilities", List).Knows([.. FacilityFilter.Names, "limit", "after"])
            .Produces<FeatureCollection<Facility>>(contentType: GeoJson.ContentType)
            .WithSummary("Markets, toilets and waste points, page by page");
        facilities.MapGet("/facilities.csv", Export).Knows(FacilityFilter.Names)
            .Produces<string>(contentType: "text/csv")
            .WithSummary("Facilities as a table for spreadsheets, with Chinese headers");
        facilities.MapGet("/facilities/{id}", Get).Knows()
            .Produces<Feature<Facility>>(contentType: GeoJson.ContentType)
            .WithSummary("One facility, deleted or not");
        facilities.MapGet("/facilities/{id}/history", History).Knows()
            .Produces<List<Change>>()
            .WithSummary("What happened to a facility, oldest first");
        facilities.MapPost("/facilities", FacilityWrites.Add).Knows().TakesJson()
            .Produces<Feature<Facility>>(StatusCodes.Status201Created, GeoJson.ContentType)
            .Produces<Feature<Facility>>(StatusCodes.Status200OK, GeoJson.ContentType)
            .WithSummary("Records a facility; sending the same again is harmless");
        facilities.MapPatch("/facilities/{id}", FacilityWrites.Edit).Knows().TakesJson()
            .Produces<Feature<Facility>>(contentType: GeoJson.ContentType)
            .WithSummary("Edits, moves or clears a facility, or takes its clearance or deletion back");
        facilities.MapDelete("/facilities/{id}", FacilityWrites.Delete).Knows()
            .Produces<Feature<Facility>>(contentType: GeoJson.ContentType)
            .WithSummary("Takes a facility back that was recorded by mistake; a demolished one is cleared instead");
    }

    private static async Task<IResult> List(
        string county, Caller caller, [AsParameters] FacilityFilter filter, [AsParameters] Paging paging,
        AccessStore access, NpgsqlDataSource db, HttpRequest request, CancellationToken ct)
    {
        if (filter.TryRead(out var parameters) is { } wrongFilter) return wrongFilter;
        if (paging.Problem(ListName, key => long.TryParse(key, out _), out var after) is { } wrongPage) return wrongPage;
        var found = await db.ListAsync(Sql.For("Facilities/list-facilities"),
            [county, .. parameters, after is null ? null : long.Parse(after), paging.SizeAndOne, .. await access.GridsOfAsync(caller, ct)], FacilityRecord.Read, ct);
        if (found is [] && !await db.HasCountyAsync(county, ct)) return Problems.CountyNotFound(county);
        return GeoJson.Result(paging.PageOf(request, ListName, found, facility => facility.Number.ToString()));
    }

    private static async Task<IResult> Export(
        string county, Caller caller, [AsParameters] FacilityFilter filter, AccessStore access, NpgsqlDataSource db, HttpResponse response, CancellationToken ct)
    {
        if (filter.TryRead(out var parameters) is { } problem) return problem;
        if (await FacilityTable.FindAsync(db, county, ct) is not { } table) return Problems.CountyNotFound(county);
        return CsvStream.Result(response, $"设施-{county}.csv", db, Sql.For("Facilities/list-facilities"),
            [county, .. parameters, null, null, .. await access.GridsOfAsync(caller, ct)], FacilityTable.Headers, table.Read);
    }

    private static async Task<IResult> Get(
        string county, Guid id, Caller caller, FacilityStore store, HttpResponse response, CancellationToken ct) =>
        await store.FindAsync(caller, county, id, ct) is { } found ? Answer(response, found) : Problems.NotFound("facility", id.ToString());

    /// <summary>A facility with its revision as ETag.</summary>
    public static IResult Answer(HttpResponse response, Feature<Facility> facility, int status = StatusCodes.Status200OK)
    {
        response.SetRevision(facility.Properties.Revision);
        return GeoJson.Result(facility, status);
    }

    private static async Task<IResult> History(string county, Guid id, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        var changes = await db.ListChangesAsync(county, "facility", id.ToString(), caller.Scope.Parameters, ct);
        return changes is [] ? Problems.NotFound("facility", id.ToString()) : TypedResults.Ok(changes);
    }
}
