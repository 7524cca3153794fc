using GridMap.Contracts.Search;
using GridMap.Testing;

namespace GridMap.Server.Tests.Search;

public sealed class SearchTests(PostgisFixture postgis)
{
    [Fact]
    public async Task The_same_comes_before_the_beginning_before_the_rest()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "G1 G12 / XG1 Z");
        Assert.Equal(["G1", "G12", "XG1"], (await FindAsync(county, "g1")).Select(hit => hit.Id));
        Assert.Equal(["G1", "G12"], (await FindAsync(county, "g1&limit=2")).Select(hit => hit.Id));
    }

    [Fact]
    public async Task Units_facilities_and_issues_are_found_with_a_place()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind, phone) VALUES ($1, 'U1', '东街办事处', 'territorial', '0943-1')", TestCounty.Code);
        await county.SqlAsync("UPDATE grid SET lead_unit_code = 'U1' WHERE grid_code = 'B'");
        var facility = await county.AddFacilityAsync(at: "A", name: "东街旱厕");
        var issue = await county.ReportIssueAsync(at: "B");
        await county.SqlAsync("UPDATE issue SET address = '东街 7 号'");
        var hits = await FindAsync(county, "东街");
        Assert.Equal([("unit", "U1"), ("facility", facility.Id.ToString()), ("issue", issue.Id.ToString())], hits.Select(hit => (hit.Kind, hit.Id!)));
        Assert.Equal(county.At("B"), new(hits[0].Longitude!.Value, hits[0].Latitude!.Value));
        Assert.Equal(county.At("A"), new(hits[1].Longitude!.Value, hits[1].Latitude!.Value));
        Assert.Equal(issue.Id.ToString(), Assert.Single(await FindAsync(county, $"%23{issue.Number}")).Id);
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("'; DROP TABLE issue; --")]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Wildcards_and_quotes_stand_for_themselves(string typed)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        await county.ReportIssueAsync(at: "A");
        Assert.Empty(await FindAsync(county, typed));
    }

    [Theory]
    [InlineData("104.5,36.5", 104.5, 36.5)]
    [InlineData("104.5，36.5", 104.5, 36.5)]
    [InlineData("104.5%20-36.5", 104.5, -36.5)]
    [InlineData("36.5, 104.5", 104.5, 36.5)]
    [InlineData("-71.05,42.3", -71.05, 42.3)]
    public async Task A_typed_position_is_a_place(string typed, double longitude, double latitude)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var hit = Assert.Single(await FindAsync(county, typed));
        Assert.Equal(("place", longitude, latitude), (hit.Kind, hit.Longitude, hit.Latitude));
    }

    [Fact]
    public async Task What_cannot_be_searched_is_said()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        Assert.Empty(await FindAsync(county, "200,300"));
        (await county.SendAsync(HttpMethod.Get, "search?q=a&limit=51")).AssertProblem(400, "bad-parameter", "'limit'");
        (await county.SendAsync(HttpMethod.Get, $"search?q={new string('a', 101)}")).AssertProblem(400, "bad-parameter", "'q'");
        (await county.SendAsync(HttpMethod.Get, "../111111/search?q=a")).AssertProblem(404, "county-not-found");
    }

    private static Task<List<SearchHit>> FindAsync(TestCounty county, string typed) => county.GetAsync<List<SearchHit>>($"search?q={typed}");
}
