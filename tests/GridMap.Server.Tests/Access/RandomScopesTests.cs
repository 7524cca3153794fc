using CsCheck;
using GridMap.Contracts.Access;
using GridMap.Contracts.Counties;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Server.Tests.Access;

/// <summary>Whatever the tree of grids and whatever was granted: what is listed is what a climb up the tree finds.</summary>
public sealed class RandomScopesTests(PostgisFixture postgis)
{
    private const int Trees = 60;
    private static readonly string[] Grids = ["A", "B", "C", "D", "E", "F"];
    private static readonly string[] Communities = ["K1", "K2", "K3"];
    private static readonly string[] Towns = ["T1", "T2"];
    private static readonly string[] Units = ["U1", "U2"];

    private static readonly Gen<Dictionary<string, string?>> Tree =
        Gen.Select(Gen.OneOf<string?>("K1", "K2", "K3", "T1", null).Array[Grids.Length], Gen.OneOf<string?>("T1", "T2", null).Array[Communities.Length])
            .Select(parents => Grids.Zip(parents.Item1).Concat(Communities.Zip(parents.Item2)).ToDictionary(pair => pair.First, pair => pair.Second));

    private static readonly Gen<(string Role, string? Area, string? Unit)[]> Grants = Gen.OneOf(
            Gen.Select(Gen.OneOf(Role.Inspector, Role.Viewer, Role.GridLead, Role.Planner), Gen.OneOf([.. Grids, .. Communities, .. Towns, "Z9"]))
                .Select(grant => (grant.Item1, (string?)grant.Item2, (string?)null)),
            Gen.OneOf(Units).Select(unit => (Role.Department, (string?)null, (string?)unit)),
            Gen.OneOf((Role.Leader, (string?)null, (string?)null)))
        .Array[0, 3];

    [Fact]
    public async Task What_is_listed_and_counted_is_what_the_tree_says()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B C D E F");
        var things = await FillAsync(county);
        using var client = county.App.CreateClient();
        client.BaseAddress = county.Client.BaseAddress;
        await Gen.Select(Tree, Grants).SampleAsync(async sample =>
        {
            var (tree, grants) = sample;
            await PlantAsync(county, tree);
            client.DefaultRequestHeaders.Authorization = TestKeys.Header(await GrantAsync(county, grants));
            var unit = UnitOf(grants);
            var truth = things.Where(thing => grants.Any(grant => Covers(grant, unit, thing, tree))).ToList();
            foreach (var (list, own) in new[] { ("issues", truth.Where(thing => thing.IsIssue)), ("facilities", truth.Where(thing => !thing.IsIssue)) })
            {
                var answer = await TestCounty.SendAsync(client, HttpMethod.Get, $"{list}?limit=100");
                // Who holds the role nowhere is refused.
                var told = answer.Status == 403 ? [] : list == "issues"
                    ? answer.Read<FeatureCollection<Issue>>().Features.Select(one => one.Properties.Id)
                    : answer.Read<FeatureCollection<Facility>>().Features.Select(one => one.Properties.Id);
                Assert.Equal(own.Select(thing => thing.Id).Order(), told.Order());
            }

            var report = (await TestCounty.SendAsync(client, HttpMethod.Get, $"/api/counties/{TestCounty.Code}")).Read<CountyReport>();
            Assert.Equal((truth.Count(thing => thing.IsIssue), truth.Count(thing => !thing.IsIssue)), (report.Issues, report.FacilitiesByKind.Values.Sum()));
        }, iter: Trees, threads: 1);
    }

    private static bool Covers((string Role, string? Area, string? Unit) grant, string? unit, RandomThing thing, Dictionary<string, string?> tree)
    {
        if (grant.Role == Role.Department) return thing.Unit == unit;
        if (grant.Area is null) return true;
        for (var at = thing.Place == "outside" ? null : thing.Place; at is not null; at = tree.GetValueOrDefault(at))
            if (at == grant.Area) return true;
        return false;
    }

    private static async Task<List<RandomThing>> FillAsync(TestCounty county)
    {
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) SELECT $1, code, code, 'functional' FROM unnest($2::text[]) AS code", TestCounty.Code, Units);
        await county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, 10 + n, code, code, CASE WHEN code LIKE 'T%' THEN 'town' ELSE 'community' END, (SELECT geom FROM grid WHERE grid_code = 'A'), 1
            FROM unnest($2::text[]) WITH ORDINALITY AS made (code, n)
            """, TestCounty.Code, (string[])[.. Communities, .. Towns]);
        var things = new List<RandomThing>();
        foreach (var place in (string[])[.. Grids, "outside"])
        {
            foreach (var unit in new[] { null, "U1", "U2" })
            {
                var (issue, facility) = (new RandomThing(Guid.CreateVersion7(), true, place, unit), new RandomThing(Guid.CreateVersion7(), false, place, unit));
                (await county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(issue.Id, "占道", county.At(place), UnitCode: unit))).Read<Feature<Issue>>();
                (await county.SendAsync(HttpMethod.Post, "facilities", new AddFacility(facility.Id, "toilet.dry", "旱厕", county.At(place), UnitCode: unit))).Read<Feature<Facility>>();
                things.AddRange([issue, facility]);
            }
        }

        return things;
    }

    private static async Task PlantAsync(TestCounty county, Dictionary<string, string?> tree)
    {
        await county.SqlAsync(
            """
            UPDATE grid AS g SET parent_grid_id = (SELECT p.grid_id FROM grid AS p WHERE p.grid_code = planted.parent)
            FROM unnest($1::text[], $2::text[]) AS planted (code, parent) WHERE g.grid_code = planted.code
            """, tree.Keys.ToArray(), tree.Values.ToArray());
        await county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        county.App.Services.GetRequiredService<AccessStore>().Forget();
    }

    // One person works for one unit: the first that is granted.
    private static string? UnitOf((string Role, string? Area, string? Unit)[] grants) => grants.Select(grant => grant.Unit).FirstOrDefault(unit => unit is not null);

    private static async Task<string> GrantAsync(TestCounty county, (string Role, string? Area, string? Unit)[] grants)
    {
        var account = Guid.CreateVersion7();
        await county.SqlAsync("INSERT INTO account (account_id, name, display_name, security_stamp) VALUES ($1, $2, $2, 's')", account, account.ToString());
        await county.SqlAsync("INSERT INTO membership (county_code, account_id, unit_code) VALUES ($1, $2, $3)", TestCounty.Code, account, UnitOf(grants));
        foreach (var (role, area) in grants.Select(grant => (grant.Role, grant.Area)).Distinct())
            await county.SqlAsync("INSERT INTO access_grant (county_code, grant_id, account_id, role, area_code) VALUES ($1, $2, $3, $4, $5)",
                TestCounty.Code, Guid.CreateVersion7(), account, role, area);
        return await TestKeys.CreateForAsync(county.Db, account);
    }

    private sealed record RandomThing(Guid Id, bool IsIssue, string Place, string? Unit);
}
