using System.ComponentModel;
using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Units;

internal static class UnitsEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/counties/{county}/units", List).Knows("kind", "q")
            .Produces<List<Unit>>()
            .WithTags("Units").WithSummary("The organisations that answer for something");

    // A county has tens of units, the largest some hundreds: one answer holds them.
    private static async Task<IResult> List(
        string county,
        [Description("territorial (块) or functional (条)")] string? kind,
        [Description("Text within code, name or phone")] string? q,
        NpgsqlDataSource db, CancellationToken ct)
    {
        var problem = Check.Parameters()
            .OneOf("kind", kind ?? "territorial", ["territorial", "functional"]).Text("q", q, 100)
            .Problem;
        if (problem is not null) return problem;
        var units = await db.ListAsync(Sql.For("Units/list-units"), [county, kind, Like.Containing(q)],
            row => new Unit(row.GetString(0), row.GetString(1), row.GetString(2), row.Nullable<string>(3), row.Nullable<string>(4)), ct);
        return units is [] && !await db.HasCountyAsync(county, ct) ? Problems.CountyNotFound(county) : TypedResults.Ok(units);
    }
}
