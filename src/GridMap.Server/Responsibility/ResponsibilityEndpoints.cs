using System.ComponentModel;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Responsibility;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GridMap.Server.Responsibility;

internal static class ResponsibilityEndpoints
{
    public static void AddResponsibility(this IServiceCollection services) =>
        services.AddSingleton<PlaceResolver>().AddSingleton<AreaStore>().AddSingleton<CountyDepartmentsStore>();

    public static void MapResponsibility(this IEndpointRouteBuilder routes)
    {
        var responsibility = routes.MapGroup("/counties/{county}").WithTags("Responsibility");
        responsibility.MapGet("/responsibility", Resolve).Knows("lon", "lat", "grid", "category")
            .Produces<PlaceResponsibility>()
            .WithSummary("Whose a place is: unit, departments, leader and contacts, and by which rule");
        responsibility.MapGet("/departments", GetDepartments).Knows()
            .Produces<CountyDepartments>()
            .WithSummary("Which department answers for which kind of problem");
        responsibility.MapPut("/departments", SetDepartments).Knows().TakesJson()
            .Produces<CountyDepartments>()
            .WithSummary("Says anew which department answers for which kind of problem");
        responsibility.MapAreas();
    }

    private static async Task<IResult> Resolve(
        string county,
        [Description("Longitude, degrees, EPSG:4326")] double? lon,
        [Description("Latitude, degrees, EPSG:4326")] double? lat,
        [Description("Code of a grid of any level, instead of a place")] string? grid,
        [Description("An issue's category: its department alone; all where nothing is said")] string? category,
        PlaceResolver resolver, CancellationToken ct)
    {
        var check = Check.Parameters().Text("category", category, 200);
        if (grid is not null)
        {
            var wrongGrid = check.Text("grid", grid, 100).That(lon is null && lat is null, "grid", "either a grid or a place is asked about.").Problem;
            if (wrongGrid is not null) return wrongGrid;
            return await resolver.ResolveAsync(county, grid, category, ct) is { } whose ? TypedResults.Ok(whose) : Problems.NotFound("grid", grid);
        }

        var place = new Position(lon ?? double.NaN, lat ?? double.NaN);
        var problem = check
            .That(lon is not null, "lon", "it is needed.").That(lat is not null, "lat", "it is needed.").Position("position", place)
            .Problem;
        if (problem is not null) return problem;
        return await resolver.ResolveAsync(county, place, category, ct) is { } answer ? TypedResults.Ok(answer) : Problems.CountyNotFound(county);
    }

    private static async Task<IResult> GetDepartments(
        string county, CountyDepartmentsStore store, NpgsqlDataSource db, HttpResponse response, CancellationToken ct) =>
        await db.HasCountyAsync(county, ct) ? await AnswerAsync(county, store, response, ct) : Problems.CountyNotFound(county);

    private static async Task<IResult> SetDepartments(
        string county, SetDepartments departments, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller,
        CountyDepartmentsStore store, HttpResponse response, CancellationToken ct)
    {
        if (ETags.TryReadIfMatch(ifMatch, out var revision) is { } untagged) return untagged;
        return await store.SetAsync(caller, county, revision, departments, ct) is { } problem ? problem : await AnswerAsync(county, store, response, ct);
    }

    private static async Task<IResult> AnswerAsync(string county, CountyDepartmentsStore store, HttpResponse response, CancellationToken ct)
    {
        var departments = await store.FindAsync(county, ct);
        response.SetRevision(departments.Revision);
        return TypedResults.Ok(departments);
    }
}
