using System.Globalization;
using CsCheck;
using GridMap.Contracts.Responsibility;
using GridMap.Testing;

namespace GridMap.Server.Tests.Responsibility;

/// <summary>Whatever the tree of grids and whoever leads: who answers for a place is whom a climb up the tree finds.</summary>
public sealed class RandomChainsTests(PostgisFixture postgis)
{
    private static readonly string[] Grids = ["A", "B", "C", "D", "E", "F"];
    private static readonly string[] Communities = ["K1", "K2", "K3"];
    private static readonly string[] Towns = ["T1", "T2"];
    private static readonly string[] Areas = [.. Grids, .. Communities, .. Towns, ""];

    private static readonly Gen<string?[]> Parents = Gen.Select(
            Gen.OneOf<string?>("K1", "K2", "K3", "T1", null).Array[Grids.Length], Gen.OneOf<string?>("T1", "T2", null).Array[Communities.Length])
        .Select(parents => (string?[])[.. parents.Item1, .. parents.Item2, null, null, null]);

    // Half of all areas name nobody.
    private static readonly Gen<string?[]> Leads = Gen.OneOf<string?>("U1", "U2", "U3", null, null, null).Array[Areas.Length];
    private static readonly Gen<string?[]> Leaders = Gen.OneOf<string?>("P1", "P2", null, null).Array[Areas.Length];

    [Fact]
    public async Task Who_answers_is_whom_a_climb_up_the_tree_finds()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B C D E F");
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) SELECT $1, code, code, CASE WHEN code LIKE 'P%' THEN 'person' ELSE 'territorial' END FROM unnest($2::text[]) AS code",
            TestCounty.Code, (string[])["U1", "U2", "U3", "P1", "P2"]);
        await county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, 10 + n, code, code, CASE WHEN code LIKE 'T%' THEN 'town' ELSE 'community' END, (SELECT geom FROM grid WHERE grid_code = 'A'), 1
            FROM unnest($2::text[]) WITH ORDINALITY AS made (code, n)
            """, TestCounty.Code, (string[])[.. Communities, .. Towns]);
        var found = new HashSet<string>();

        await Gen.Select(Parents, Leads, Leaders).SampleAsync(async sample =>
        {
            var (parents, leads, leaders) = sample;
            await PlantAsync(county, parents, leads, leaders);
            foreach (var grid in Grids)
            {
                var at = county.At(grid);
                var answer = await county.GetAsync<PlaceResponsibility>(string.Create(CultureInfo.InvariantCulture, $"responsibility?lon={at.Longitude}&lat={at.Latitude}"));
                Assert.Equal(Climb(grid, parents, leads), (answer.Lead.Unit?.Code, answer.Lead.Rule));
                Assert.Equal(Climb(grid, parents, leaders), (answer.Leaders.People.SingleOrDefault()?.Code, answer.Leaders.Rule));
                Assert.Equal(Up(grid, parents).Skip(1).Reverse(), answer.Parents.Select(parent => parent.GridCode));
                // Whoever stands in a grid finds somebody as soon as anybody above is named.
                Assert.Equal(answer.Lead.Unit is null, Up(grid, parents).Append("").All(area => leads[Array.IndexOf(Areas, area)] is null));
                found.Add(answer.Lead.Rule.Split(':')[0]);
            }
        }, iter: 40, threads: 1);

        Assert.Equal(["county", "none", "own", "parent"], found.Order());
    }

    private static (string? Who, string Rule) Climb(string grid, string?[] parents, string?[] named)
    {
        foreach (var area in Up(grid, parents))
            if (named[Array.IndexOf(Areas, area)] is { } who) return (who, area == grid ? "own" : $"parent:{area}");
        return named[^1] is { } county ? (county, "county") : (null, "none");
    }

    private static IEnumerable<string> Up(string grid, string?[] parents)
    {
        for (var at = grid; at is not null; at = parents[Array.IndexOf(Areas, at)]) yield return at;
    }

    private static async Task PlantAsync(TestCounty county, string?[] parents, string?[] leads, string?[] leaders)
    {
        await county.SqlAsync(
            """
            UPDATE grid AS g SET parent_grid_id = (SELECT p.grid_id FROM grid AS p WHERE p.grid_code = planted.parent), lead_unit_code = planted.lead
            FROM unnest($1::text[], $2::text[], $3::text[]) AS planted (code, parent, lead) WHERE g.grid_code = planted.code
            """, Areas, parents, leads);
        await county.SqlAsync("DELETE FROM county_responsibility");
        await county.SqlAsync("INSERT INTO county_responsibility (county_code, lead_unit_code) VALUES ($1, $2)", TestCounty.Code, leads[^1]);
        await county.SqlAsync("DELETE FROM area_responsible");
        await county.SqlAsync(
            """
            INSERT INTO area_responsible (county_code, area_code, role, unit_code, position)
            SELECT $1, area, 'leader', leader, 1 FROM unnest($2::text[], $3::text[]) AS planted (area, leader) WHERE leader IS NOT NULL
            """, TestCounty.Code, Areas, leaders);
    }
}
