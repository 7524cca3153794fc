using System.ComponentModel;
using GridMap.Contracts.Access;
using GridMap.Contracts.Geo;
using GridMap.Contracts.HotSpots;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.HotSpots;

/// <summary>Where problems concentrate beyond chance, and why.</summary>
internal static class HotSpotsEndpoints
{
    private const int MostRuns = 100;

    public static void AddHotSpots(this IServiceCollection services)
    {
        services.AddOptions<HotSpotOptions>().BindConfiguration("HotSpots")
            .Validate(options => options.ToleranceMetres is > 0 and <= 100, "HotSpots:ToleranceMetres must be above 0, up to 100.")
            .Validate(options => options.LargestQ is > 0 and <= 0.5, "HotSpots:LargestQ must be above 0, up to 0.5.")
            .ValidateOnStart();
        services.AddSingleton<NeighbourMaps>();
        services.AddSingleton<HotSpotRuns>();
        services.AddRecurring<HotSpotJob>("hotspots.judge", job => job.RunAsync(CancellationToken.None), HotSpotJob.Schedule);
    }

    public static void MapHotSpots(this IEndpointRouteBuilder routes)
    {
        var spots = routes.MapGroup("/counties/{county}").WithTags("Hot spots");
        spots.MapGet("/hotspots", List).Knows("run", "measure", "geometry")
            .Produces<HotSpotCollection>(contentType: GeoJson.ContentType)
            .WithSummary("Every grid as the latest run judged it, or another run");
        spots.MapGet("/hotspots/runs", ListRuns).Knows("measure").WithSummary("Runs, the latest first: those of the last two hours, and the last of each day");
        spots.MapGet("/hotspots/runs/{runId:guid}", GetRun).Knows().WithSummary("A run, with everything it can be repeated from");
        spots.MapGet("/grids/{code}/why", Explain).Knows("run", "measure").WithSummary("Why a grid is hot, or is not");
    }

    private static async Task<IResult> List(
        string county,
        [Description("The run; the latest where nothing is said")] string? run,
        [Description("count or rate; count where nothing is said")] string? measure,
        NpgsqlDataSource db, CancellationToken ct,
        [Description("true or false")] string geometry = "true")
    {
        if (Check.Parameters().OneOf("geometry", geometry, ["true", "false"]).Problem is { } problem) return problem;
        var (found, wrong) = await FindAsync(db, county, run, measure, ct);
        if (wrong is not null) return wrong;
        if (found is null) return GeoJson.Result(new HotSpotCollection([], 0, null));
        var features = await db.ListAsync(Sql.For("HotSpots/list-hotspots"), [county, found.RunId, geometry == "true"], ReadFeature, ct);
        return GeoJson.Result(new HotSpotCollection(features, features.Count, found));
    }

    private static async Task<Results<Ok<List<HotSpotRun>>, ProblemHttpResult>> ListRuns(
        string county, string? measure, NpgsqlDataSource db, CancellationToken ct)
    {
        if (Check.Parameters().OneOf("measure", measure ?? HotSpotMeasure.Count, HotSpotMeasure.All).Problem is { } problem) return problem;
        var runs = await db.ListAsync(Sql.For("HotSpots/list-runs"), [county, null, measure, MostRuns], HotSpotRecord.ReadRun, ct);
        return runs is [] && !await db.HasCountyAsync(county, ct) ? Problems.CountyNotFound(county) : TypedResults.Ok(runs);
    }

    private static async Task<Results<Ok<HotSpotRun>, ProblemHttpResult>> GetRun(
        string county, Guid runId, NpgsqlDataSource db, CancellationToken ct) =>
        await db.FirstOrDefaultAsync(Sql.For("HotSpots/list-runs"), [county, runId, null, 1], HotSpotRecord.ReadRun, ct) is { } run
            ? TypedResults.Ok(run)
            : Problems.NotFound("run", $"{runId}");

    private static async Task<Results<Ok<GridWhy>, ProblemHttpResult>> Explain(
        string county, string code, string? run, string? measure, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        var (found, wrong) = await FindAsync(db, county, run, measure, ct);
        if (wrong is not null) return wrong;
        if (found is null) return Problems.NotFound("run", "of hot spots");
        if (await db.FirstOrDefaultAsync(
            Sql.For("HotSpots/find-judged"), [county, found.RunId, code], row => new Judged(HotSpotRecord.Read(row), row.GetInt32(13)), ct) is not { } judged)
            return Problems.NotFound("grid", code);
        var around = await db.ListAsync(
            Sql.For("HotSpots/list-around"), [county, found.RunId, code],
            row => new GridAround(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetDouble(3)), ct);
        var kinds = await db.ListAsync(
            Sql.For("HotSpots/list-issue-kinds"), [county, code, .. caller.ScopeOf(Permission.ReadIssues).Parameters],
            row => (IsStreet: row.GetBoolean(0), Kind: new IssuesOfKind(row.GetString(1), row.GetInt32(2))), ct);
        return TypedResults.Ok(new GridWhy(
            judged.Spot, judged.Rank, found.Mean * (around.Count + 1), judged.Spot.Value + around.Sum(one => one.Value), around,
            [.. kinds.Where(one => !one.IsStreet).Select(one => one.Kind)], [.. kinds.Where(one => one.IsStreet).Select(one => one.Kind)], found));
    }

    // The run that is meant; null without a problem where the county has none yet.
    private static async Task<(HotSpotRun? Run, ProblemHttpResult? Problem)> FindAsync(
        NpgsqlDataSource db, string county, string? run, string? measure, CancellationToken ct)
    {
        if (Check.Parameters().OneOf("measure", measure ?? HotSpotMeasure.Count, HotSpotMeasure.All).Problem is { } problem) return (null, problem);
        Guid id = default;
        if (run is not null && !Guid.TryParse(run, out id)) return (null, Problems.BadParameter("run", "it must be a run's id"));
        var found = await db.FirstOrDefaultAsync(
            Sql.For("HotSpots/list-runs"), [county, run is null ? null : id, run is null ? measure ?? HotSpotMeasure.Count : measure, 1],
            HotSpotRecord.ReadRun, ct);
        if (found is not null || run is null && await db.HasCountyAsync(county, ct)) return (found, null);
        return (null, run is null ? Problems.CountyNotFound(county) : Problems.NotFound("run", $"{id}"));
    }

    private static Feature<HotSpot> ReadFeature(NpgsqlDataReader row) => new(
        row.IsDBNull(13) ? null : GeoJson.Id(row.GetInt32(13)), row.IsDBNull(14) ? null : GeoJson.Parse(row.GetString(14)), HotSpotRecord.Read(row));

    private sealed record Judged(HotSpot Spot, int Rank);
}
