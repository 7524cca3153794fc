using System.ComponentModel;
using GridMap.Contracts.Access;
using GridMap.Contracts.Search;
using GridMap.Server.Access;
using GridMap.Server.Grids;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Search;

internal static class SearchEndpoints
{
    private const int MostHits = 50;

    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/counties/{county}/search", Find).Knows("q", "limit")
            .Produces<List<SearchHit>>()
            .WithTags("Search").WithSummary("Grids, units, facilities, issues and typed positions, best first");

    private static async Task<IResult> Find(
        string county, Caller caller,
        [Description("Part of a code, a name or an address, the number of an issue, or longitude,latitude")] string? q,
        [Description("At most so many, 1 to 50; 10 where nothing is said")] int? limit,
        NpgsqlDataSource db, GridLocators locators, CancellationToken ct)
    {
        var typed = q?.Trim() ?? "";
        var problem = Check.Parameters().Text("q", typed, 100)
            .That(limit is null or (>= 1 and <= MostHits), "limit", $"it must lie within 1..{MostHits}.")
            .Problem;
        if (problem is not null) return problem;
        if (await locators.GetAsync(county, ct) is not { } grids) return Problems.CountyNotFound(county);
        if (typed is "") return TypedResults.Ok(new List<SearchHit>());
        var hits = await db.ListAsync(Sql.For("Search/search"),
            [
                county, typed, Like.Escape(typed) + "%", Like.Containing(typed), limit ?? 10,
                .. caller.ScopeOf(Permission.ReadIssues).Parameters, .. caller.ScopeOf(Permission.ReadFacilities).Parameters,
            ], Read, ct);
        if (TypedPosition.TryParse(typed, grids, out var place)) hits.Insert(0, place);
        return TypedResults.Ok(hits);
    }

    private static SearchHit Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Nullable<double?>(4), row.Nullable<double?>(5));
}
