using System.Text.Json;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Density;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Access;

/// <summary>An issue or facility of <see cref="AreaCounty"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">The grid it lies in; <c>outside</c> for none.</param>
/// <param name="Unit">The unit it is assigned to; null for none.</param>
/// <param name="Mark">A text in it that stands in nothing else: who does not see it must never be sent it.</param>
internal sealed record Thing(Guid Id, string Place, string? Unit, string Mark);

/// <summary>
/// A county of two towns: T1 with the communities K1 (grids A, B) and K2 (C), T2 with K3 (D). In each grid and outside lies
/// one issue and one facility of no unit; besides, in A and D one each of unit U1 and in B one each of U2.
/// </summary>
internal sealed class AreaCounty : IAsyncDisposable
{
    /// <summary>A county beside it, with nothing in it.</summary>
    public const string ForeignCode = "990102";

    private AreaCounty(TestCounty county) => County = county;

    public TestCounty County { get; }

    /// <summary>The responsibility grids of every area.</summary>
    public static IReadOnlyDictionary<string, string[]> GridsOfArea { get; } = new Dictionary<string, string[]>
    {
        ["T1"] = ["A", "B", "C"],
        ["T2"] = ["D"],
        ["K1"] = ["A", "B"],
        ["K2"] = ["C"],
        ["K3"] = ["D"],
        ["A"] = ["A"],
        ["B"] = ["B"],
        ["C"] = ["C"],
        ["D"] = ["D"],
    };

    public static IReadOnlyList<string> Places { get; } = ["A", "B", "C", "D", "outside"];

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

    /// <summary>A client with a key; null for none. It asks below the county's address.</summary>
    public HttpClient Client(string? key)
    {
        var client = County.App.CreateClient();
        client.BaseAddress = new Uri(client.BaseAddress!, $"/api/counties/{TestCounty.Code}/");
        client.DefaultRequestHeaders.Authorization = key is null ? null : TestKeys.Header(key);
        return client;
    }

    /// <summary>Everything stored of issues and facilities and what happened to them, in short.</summary>
    public Task<string> StateAsync() => County.SqlScalarAsync<string>(
        """
        SELECT md5(coalesce((SELECT string_agg(i::text, '' ORDER BY issue_id) FROM issue AS i), '')
            || coalesce((SELECT string_agg(f::text, '' ORDER BY facility_id) FROM facility AS f), '')
            || (SELECT count(*) FROM change WHERE entity_id IS NOT NULL))
        """);

    /// <summary>Tells that an issue or facility changed there, and a street somewhere; the place in the change log before it.</summary>
    public async Task<string> TellChangeAsync(string entity, int? gridId)
    {
        var before = await County.SqlScalarAsync<string>("SELECT pg_current_snapshot()::text");
        await County.SqlAsync(
            """
            INSERT INTO change (county_code, change_id, entity, action, revision, new_grid_id)
            VALUES ($1, gen_random_uuid(), $2, 'edited', 1, $3), ($1, gen_random_uuid(), 'street', 'edited', 1, NULL)
            """, TestCounty.Code, entity, gridId);
        return before;
    }

    public ValueTask DisposeAsync() => County.DisposeAsync();

    private async Task BuildAsync()
    {
        await County.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ($1, '邻县', 'Asia/Shanghai')", ForeignCode);
        await County.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) SELECT $1, code, code || ' 单位', 'functional' FROM unnest(ARRAY['U1', 'U2']) AS code", TestCounty.Code);
        foreach (var (number, level, code, parts) in new[]
            {
                (11, "community", "K1", new[] { "A", "B" }), (12, "community", "K2", ["C"]), (13, "community", "K3", ["D"]),
                (21, "town", "T1", ["K1", "K2"]), (22, "town", "T2", ["K3"]),
            })
            await County.AddParentAsync(number, level, code, parts);
        await County.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        foreach (var (place, unit) in new[] { ("A", null), ("B", null), ("C", null), ("D", null), ("outside", null), ("A", "U1"), ("D", "U1"), ("B", "U2") })
        {
            var id = Guid.CreateVersion7();
            Issues.Add(await AddAsync("issues", new(id, place, unit, $"问题{id:N}"),
                thing => new ReportIssue(id, thing.Mark, County.At(place), UnitCode: unit)));
            id = Guid.CreateVersion7();
            Facilities.Add(await AddAsync("facilities", new(id, place, unit, $"厕所{id:N}"),
                thing => new AddFacility(id, "toilet.dry", thing.Mark, County.At(place), UnitCode: unit)));
        }
    }

    private async Task<Thing> AddAsync(string list, Thing thing, Func<Thing, object> content)
    {
        (await County.SendAsync(HttpMethod.Post, list, content(thing))).Read<JsonElement>();
        return thing;
    }
}
