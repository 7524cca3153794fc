using GridMap.Server.Grids;
using GridMap.Testing;

namespace GridMap.Server.Tests.Grids;

public sealed class GridLocatorsTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_point_on_a_shared_edge_belongs_to_the_lowest_code()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "B A");
        var grids = (await new GridLocators(county.Db).GetAsync(TestCounty.Code, Ct))!;
        var edge = county.At("B|A");
        Assert.Equal(await GridIdAsync(county, "A"), grids.Locator.Find(edge.Longitude, edge.Latitude));
    }

    [Fact]
    public async Task Kept_grids_are_read_again_when_the_county_s_revision_rose()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var locators = new GridLocators(county.Db);
        var first = await locators.GetAsync(TestCounty.Code, Ct);
        Assert.Same(first, await locators.GetAsync(TestCounty.Code, Ct));
        await county.SqlAsync("DELETE FROM grid WHERE grid_code = 'A'");
        await county.SqlAsync("UPDATE county SET grid_revision = grid_revision + 1");
        Assert.Same(first, await locators.GetKeptAsync(TestCounty.Code, Ct));
        var second = (await locators.GetAsync(TestCounty.Code, Ct))!;
        Assert.Equal(first!.GridRevision + 1, second.GridRevision);
        Assert.Null(second.Locator.Find(county.At("A").Longitude, county.At("A").Latitude));
    }

    [Fact]
    public async Task Asked_by_many_at_once_a_county_is_read_once()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var locators = new GridLocators(county.Db);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => locators.GetKeptAsync(TestCounty.Code, Ct).AsTask()));
        Assert.Single(answers.Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task Forgetting_overtaken_grids_spares_those_read_since()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var locators = new GridLocators(county.Db);
        var first = (await locators.GetKeptAsync(TestCounty.Code, Ct))!;
        locators.Forget(TestCounty.Code, first);
        var second = await locators.GetKeptAsync(TestCounty.Code, Ct);
        Assert.NotSame(first, second);
        locators.Forget(TestCounty.Code, first);
        Assert.Same(second, await locators.GetKeptAsync(TestCounty.Code, Ct));
    }

    [Fact]
    public async Task Made_up_counties_are_null_and_push_no_county_out()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var locators = new GridLocators(county.Db);
        var kept = await locators.GetKeptAsync(TestCounty.Code, Ct);
        foreach (var made in Enumerable.Range(0, 40))
            Assert.Null(await locators.GetKeptAsync($"{made:000000}", Ct));
        Assert.Same(kept, await locators.GetKeptAsync(TestCounty.Code, Ct));
    }

    [Fact]
    public async Task A_load_that_failed_is_tried_again()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var locators = new GridLocators(county.Db);
        await county.SqlAsync("ALTER TABLE grid RENAME TO grid_elsewhere");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(async () => await locators.GetKeptAsync(TestCounty.Code, Ct));
        await county.SqlAsync("ALTER TABLE grid_elsewhere RENAME TO grid");
        Assert.NotNull(await locators.GetKeptAsync(TestCounty.Code, Ct));
    }

    private static Task<int> GridIdAsync(TestCounty county, string code) =>
        county.SqlScalarAsync<int>("SELECT grid_id FROM grid WHERE grid_code = $1", code);
}
