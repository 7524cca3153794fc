using GridMap.Contracts.Access;
using GridMap.Contracts.Counties;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Counties;

internal static class CountiesEndpoints
{
    public static void MapCounties(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counties", List).Knows()
            .WithTags("Counties").WithSummary("The counties the caller has something to do with");
        routes.MapGet("/counties/{county}", Get).Knows()
            .WithTags("Counties").WithSummary("One county and what it holds");
    }

    private static async Task<Ok<List<County>>> List(Caller caller, AccessStore access, NpgsqlDataSource db, CancellationToken ct)
    {
        var own = await access.ListCountiesAsync(caller.Actor, ct);
        return TypedResults.Ok(await db.ListAsync(Sql.For("Counties/list-counties"), [own.ToArray()], Read, ct));
    }

    private static async Task<Results<Ok<CountyReport>, ProblemHttpResult>> Get(
        string county, Caller caller, NpgsqlDataSource db, CancellationToken ct)
    {
        var found = await db.FirstOrDefaultAsync(Sql.For("Counties/list-counties"), [new[] { county }], Read, ct);
        if (found is null) return Problems.CountyNotFound(county);
        var figures = await db.ListAsync(Sql.For("Counties/count-county"),
            [county, .. caller.ScopeOf(Permission.ReadIssues).Parameters, .. caller.ScopeOf(Permission.ReadFacilities).Parameters],
            row => (What: row.GetString(0), Key: row.Nullable<string>(1) ?? "", Number: row.GetInt32(2)), ct);
        int One(string what) => figures.Where(figure => figure.What == what).Sum(figure => figure.Number);
        Dictionary<string, int> By(string what) =>
            figures.Where(figure => figure.What == what).ToDictionary(figure => figure.Key, figure => figure.Number);
        return TypedResults.Ok(new CountyReport(
            found, One("unresolved"), One("issues"), One("issues-outside"), One("facilities-outside"),
            By("grids"), By("existing"), By("cleared")));
    }

    private static County Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3),
        row.IsDBNull(4) ? null : [row.GetDouble(4), row.GetDouble(5), row.GetDouble(6), row.GetDouble(7)],
        row.Nullable<double[]>(8), row.Nullable<int[]>(9));
}
