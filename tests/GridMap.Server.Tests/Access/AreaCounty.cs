using System.Text.Json;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Access;

/// <summary>A thing of the county: an issue or facility.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">The grid it lies in; <c>outside</c> for none.</param>
/// <param name="Unit">The unit it is assigned to; null for none.</param>
internal sealed record Thing(Guid Id, string Place, string? Unit);

/// <summary>
/// A county of two towns: T1 with the communities K1 (grids A, B) and K2 (C), T2 with K3 (D). In each grid and outside lies
/// one issue and one facility of no unit; besides, in A and D one each of unit U1 and in B one each of U2.
/// </summary>
internal sealed class AreaCounty : IAsyncDisposable
{
    private AreaCounty(TestCounty county) => County = county;

    public TestCounty County { get; }

    public static IReadOnlyDictionary<string, string[]> GridsOfArea { get; } = new Dictionary<string, string[]>
    {
        ["T1"] = ["A", "B", "C"], ["T2"] = ["D"], ["K1"] = ["A", "B"], ["K2"] = ["C"], ["K3"] = ["D"],
        ["A"] = ["A"], ["B"] = ["B"], ["C"] = ["C"], ["D"] = ["D"],
    };

    public List<Thing> Issues { get; } = [];

    public List<Thing> Facilities { get; } = [];

    public NpgsqlDataSource Db => County.Db;

    public static async Task<AreaCounty> CreateAsync(PostgisFixture postgis)
    {
        var made = new AreaCounty(await TestCounty.CreateIdleAsync(postgis, "A B C D"));
        await made.BuildAsync();
        return made;
    }

    /// <summary>A client with a key of that role.</summary>
    public async Task<HttpClient> ClientAsync(string role, string? area = null, string? unit = null, string? county = TestCounty.Code, bool isReadOnly = false) =>
        Client(await TestKeys.CreateAsync(Db, role, county, area, unit, isReadOnly));

    /// <summary>A client with a key; null for none.</summary>
    public HttpClient Client(string? key)
    {
        var client = County.App.CreateClient();
        client.BaseAddress = new Uri(client.BaseAddress!, $"/api/counties/{TestCounty.Code}/");
        client.DefaultRequestHeaders.Authorization = key is null ? null : TestKeys.Header(key);
        return client;
    }

    /// <summary>The ids of those that satisfy.</summary>
    public static Guid[] IdsOf(IEnumerable<Thing> things, Func<Thing, bool> seen) => [.. things.Where(seen).Select(thing => thing.Id).Order()];

    public ValueTask DisposeAsync() => County.DisposeAsync();

    private async Task BuildAsync()
    {
        await County.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) SELECT $1, code, code || ' 单位', 'functional' FROM unnest(ARRAY['U1', 'U2']) AS code", TestCounty.Code);
        foreach (var (number, level, code, parts) in new[]
            {
                (11, "community", "K1", new[] { "A", "B" }), (12, "community", "K2", ["C"]), (13, "community", "K3", ["D"]),
                (21, "town", "T1", ["K1", "K2"]), (22, "town", "T2", ["K3"]),
            })
            await Density.DensityOf.AddParentAsync(County, number, level, code, parts);
        await County.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        foreach (var (place, unit) in new[] { ("A", null), ("B", null), ("C", null), ("D", null), ("outside", null), ("A", "U1"), ("D", "U1"), ("B", "U2") })
        {
            Issues.Add(await AddAsync("issues", place, unit, new ReportIssue(Guid.CreateVersion7(), $"问题{place}{unit}", County.At(place), UnitCode: unit)));
            Facilities.Add(await AddAsync("facilities", place, unit, new AddFacility(Guid.CreateVersion7(), "toilet.dry", $"厕所{place}{unit}", County.At(place), UnitCode: unit)));
        }
    }

    private async Task<Thing> AddAsync(string list, string place, string? unit, object content)
    {
        var answer = await County.SendAsync(HttpMethod.Post, list, content);
        return new(answer.Read<JsonElement>().GetProperty("properties").GetProperty("id").GetGuid(), place, unit);
    }
}
