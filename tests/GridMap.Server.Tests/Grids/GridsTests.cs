using GridMap.Contracts.Geo;
using GridMap.Contracts.Grids;
using GridMap.Contracts.Streets;
using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Grids;

public sealed class GridsTests(PostgisFixture postgis)
{
    [Fact]
    public async Task Grids_are_listed_by_level_lead_unit_place_and_name()
    {
        await using var county = await LedCountyAsync();
        Assert.Equal(["A", "B", "C", "T"], await CodesAsync(county, "grids"));
        Assert.Equal(["T"], await CodesAsync(county, "grids?level=town"));
        Assert.Equal(["A"], await CodesAsync(county, "grids?leadUnit=U1"));
        Assert.Equal(["B"], await CodesAsync(county, "grids?q=b%20网"));
        Assert.Empty(await CodesAsync(county, "grids?q=_"));
        Assert.Equal(["A"], await CodesAsync(county, "grids?bbox=104.001,36.495,104.002,36.496"));
        var page = await county.GetAsync<FeatureCollection<Grid>>("grids?limit=3&level=responsibility");
        Assert.Null(page.Next);
        page = await county.GetAsync<FeatureCollection<Grid>>("grids?limit=2&level=responsibility");
        Assert.Equal(["C"], await CodesAsync(county, page.Next!));
        var feature = page.Features[0];
        Assert.Equal(feature.Properties.GridId, feature.Id!.Value.GetInt32());
        Assert.Equal("MultiPolygon", feature.Geometry!.Value.GetProperty("type").GetString());
        Assert.Equal(new Unit("U1", "城关镇", "territorial", null, "0943-1"), feature.Properties.LeadUnit);
        Assert.Equal("T", feature.Properties.ParentCode);
    }

    [Fact]
    public async Task A_grid_says_whose_it_is_where_it_stands_and_what_is_in_it()
    {
        await using var county = await LedCountyAsync();
        await county.AddFacilityAsync(at: "A", "toilet.dry");
        await county.AddFacilityAsync(at: "A", "toilet.dry");
        await county.AddFacilityAsync(at: "B", "market.night");
        await county.SqlAsync("UPDATE facility SET state = 'cleared' WHERE facility_number = 1");
        await county.SqlAsync("INSERT INTO grid_density (county_code, grid_id, unresolved_issues, issues_per_square_kilometre, as_of) SELECT county_code, grid_id, 7, 9.5, now() FROM grid WHERE grid_code = 'A'");
        var grid = (await county.GetAsync<Feature<GridDetail>>("grids/A")).Properties;
        Assert.Equal(("A", "城关镇", 7, 9.5), (grid.GridCode, grid.LeadUnit!.Name, grid.UnresolvedIssues, grid.IssuesPerSquareKilometre));
        Assert.Equal([new GridName("T", "城关", "town")], grid.Parents);
        Assert.Equal((1, 1), (grid.FacilitiesByKind["toilet.dry"], grid.ClearedByKind["toilet.dry"]));
        var town = (await county.GetAsync<Feature<GridDetail>>("grids/T")).Properties;
        Assert.Equal(["market.night", "toilet.dry"], town.FacilitiesByKind.Keys.Order());
        Assert.Null(town.AsOf);
        (await county.SendAsync(HttpMethod.Get, "grids/a")).AssertProblem(404, "not-found", "'a'");
        (await county.SendAsync(HttpMethod.Get, "grids?level=village")).AssertProblem(400, "bad-parameter", "'level'");
    }

    [Fact]
    public async Task Units_and_streets_are_listed()
    {
        await using var county = await LedCountyAsync();
        await county.SqlAsync("""
            INSERT INTO street (county_code, street_id, external_id, name, class, geom)
            SELECT $1, n, 's' || n, '第 ' || n || ' 街', CASE n WHEN 1 THEN 'river' ELSE 'lane' END,
                ST_Multi(ST_SetSRID(ST_MakeLine(ST_MakePoint(104 + n, 36), ST_MakePoint(104 + n, 36.5)), 4326))
            FROM generate_series(1, 5) AS n
            """, TestCounty.Code);
        Assert.Equal(["U1", "U2"], (await county.GetAsync<List<Unit>>("units")).Select(unit => unit.Code));
        Assert.Equal(["U2"], (await county.GetAsync<List<Unit>>("units?kind=functional")).Select(unit => unit.Code));
        Assert.Equal(["U1"], (await county.GetAsync<List<Unit>>("units?q=城关")).Select(unit => unit.Code));
        var page = await county.GetAsync<FeatureCollection<Street>>("streets?limit=2&class=lane");
        Assert.Equal([2, 3], page.Features.Select(street => street.Properties.StreetId));
        Assert.Equal([4, 5], (await county.GetAsync<FeatureCollection<Street>>(page.Next!)).Features.Select(street => street.Properties.StreetId));
        Assert.Equal("river", Assert.Single((await county.GetAsync<FeatureCollection<Street>>("streets?bbox=104.9,36,105.1,37")).Features).Properties.Class);
        foreach (var list in (string[])["units", "streets", "grids", "facilities"])
            (await county.SendAsync(HttpMethod.Get, $"../111111/{list}")).AssertProblem(404, "county-not-found");
    }

    // Town T over A and B, with units; C stands alone.
    private async Task<TestCounty> LedCountyAsync()
    {
        var county = await TestCounty.CreateIdleAsync(postgis, "A B / C T");
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind, phone) VALUES ($1, 'U1', '城关镇', 'territorial', '0943-1'), ($1, 'U2', '城管局', 'functional', NULL)", TestCounty.Code);
        await county.SqlAsync("UPDATE grid SET level = 'town', name = '城关' WHERE grid_code = 'T'");
        await county.SqlAsync("UPDATE grid SET parent_grid_id = (SELECT grid_id FROM grid WHERE grid_code = 'T') WHERE grid_code IN ('A', 'B')");
        await county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        await county.SqlAsync("UPDATE grid SET lead_unit_code = 'U1' WHERE grid_code = 'A'");
        await county.SqlAsync("UPDATE county SET grid_revision = grid_revision + 1");
        return county;
    }

    private static async Task<IEnumerable<string>> CodesAsync(TestCounty county, string address) =>
        (await county.GetAsync<FeatureCollection<Grid>>(address)).Features.Select(feature => feature.Properties.GridCode);
}
