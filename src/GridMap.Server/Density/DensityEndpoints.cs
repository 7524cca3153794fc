using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridMap.Contracts.Density;
using GridMap.Contracts.Grids;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>Unresolved issues per square kilometre, grid by grid, and how they were counted.</summary>
internal static class DensityEndpoints
{
    public static void AddDensity(this IServiceCollection services)
    {
        services.AddSingleton<DensityRecount>();
        services.AddSingleton<DensityWaker>();
        services.AddSingleton<IChangeListener>(provider => provider.GetRequiredService<DensityWaker>());
        services.AddHostedService(provider => provider.GetRequiredService<DensityWaker>());
    }

    public static void MapDensity(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counties/{county}/density", List).Knows("level", "geometry")
            .Produces<GridMap.Contracts.Geo.FeatureCollection<GridDensity>>(contentType: "application/geo+json")
            .WithTags("Density").WithSummary("Unresolved issues per square kilometre, grid by grid");
        routes.MapGet("/counties/{county}/density/runs", ListRuns).Knows("limit")
            .WithTags("Density").WithSummary("The latest recounts, and what they found wrong");
        routes.MapPost("/counties/{county}/density/breaks", RenewBreaks).Knows()
            .WithTags("Density").WithSummary("Chooses the class breaks anew from the present figures");
    }

    private static async Task<IResult> List(
        string county, HttpContext http, NpgsqlDataSource db, CancellationToken ct,
        string level = GridLevel.Responsibility, string geometry = "true")
    {
        if (!GridLevel.All.Contains(level))
            return Problems.BadParameter("level", $"it must be one of {string.Join(", ", GridLevel.All)}");
        if (geometry is not ("true" or "false"))
            return Problems.BadParameter("geometry", "it must be true or false");
        var version = await db.FirstOrDefaultAsync(Sql.For("Density/density-version"), [county, level], DensityVersion.Read, ct);
        if (version is null) return Problems.CountyNotFound(county);

        var etag = version.ETag($"{level}/{geometry}");
        http.Response.Headers.ETag = etag;
        http.Response.Headers.CacheControl = "no-cache";
        if (http.Request.Headers.IfNoneMatch.Any(sent => sent?.Contains(etag, StringComparison.Ordinal) == true))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        await DensityWriter.WriteAsync(http.Response, db, county, level, geometry == "true", version, ct);
        return TypedResults.Empty;
    }

    private static async Task<Results<Ok<List<DensityRun>>, ProblemHttpResult>> ListRuns(
        string county, NpgsqlDataSource db, CancellationToken ct, string limit = "100")
    {
        if (!int.TryParse(limit, out var most) || most is < 1 or > 1000)
            return Problems.BadParameter("limit", "it must be a whole number from 1 to 1000");
        var runs = await db.ListAsync(Sql.For("Density/list-runs"), [county, most], ReadRun, ct);
        if (runs is [] && await db.FirstOrDefaultAsync(Sql.For("Density/density-version"), [county, ""], DensityVersion.Read, ct) is null)
            return Problems.CountyNotFound(county);
        return TypedResults.Ok(runs);
    }

    private static async Task<Results<Ok<DensityBreaks>, ProblemHttpResult>> RenewBreaks(
        string county, Caller caller, NpgsqlDataSource db, CancellationToken ct) =>
        await DensityBreakStore.RenewAsync(db, caller, county, ct) is { } breaks ? TypedResults.Ok(breaks) : Problems.CountyNotFound(county);

    private static DensityRun ReadRun(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3),
        row.IsDBNull(4) ? null : JsonElement.Parse(row.GetString(4)),
        row.GetFieldValue<DateTimeOffset>(5), row.Nullable<DateTimeOffset?>(6));
}

/// <summary>What a density answer is made of; see density-version.sql.</summary>
internal sealed record DensityVersion(string Text, DateTimeOffset? AsOf, double[]? DensityBreaks, int[]? CountBreaks)
{
    public static DensityVersion Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.Nullable<DateTimeOffset?>(1), row.Nullable<double[]>(2), row.Nullable<int[]>(3));

    /// <summary>Weak: the answer may be compressed on its way.</summary>
    public string ETag(string request) =>
        $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request}/{Text}")).AsSpan(0, 12))}\"";
}
