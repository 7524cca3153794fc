using GridMap.Contracts.Divisions;

namespace GridMap.Browser.Tests;

/// <summary>Unit grids are generated in a draft, seen on the map, and taken out again.</summary>
public sealed class UnitGridsPageTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_town_s_grids_are_divided_into_unit_grids_that_are_seen_and_taken_out_again()
    {
        var draft = (await server.County.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("单元"))).Read<Division>();
        var page = await PageAsync(server.Address);
        await page.GoAsync($"/divisions?lang=zh&draft={draft.DivisionId}");
        await page["tab-units"].ClickAsync();
        await page["unit-area"].FillAsync("100");
        await page["make-unit-grids"].ClickAsync();
        await Expect(page["unit-grid-panel"].GetByRole(AriaRole.Alert)).ToContainTextAsync("2000");
        await page["unit-area"].FillAsync("50000");
        await page["unit-parent"].SelectOptionAsync("T1");
        await page["make-unit-grids"].ClickAsync();
        await Expect(page["unit-grids-made"]).ToContainTextAsync("已把 2 个网格划成 24 个单元网格");
        await page.UntilAsync("gridmap.isIdle && gridmap.rendered('division-unit') > 0");
        Assert.Equal("A,B", await ParentsAsync(draft));

        await page["tab-defects"].ClickAsync();
        await page["check"].ClickAsync();
        await Expect(page["defects"]).ToContainTextAsync("缺牵头单位");
        Assert.Equal("missing-lead", await server.County.SqlScalarAsync<string>(
            "SELECT string_agg(DISTINCT kind, ',') FROM division_defect WHERE division_id = $1", draft.DivisionId));
        await page["tab-units"].ClickAsync();
        await page["remove-unit-grids"].ClickAsync();
        await page["remove-unit-grids"].ClickAsync();
        await Expect(page["toast"].Last).ToContainTextAsync("已从草稿中删除");
        await Expect(page["remove-unit-grids"]).ToHaveCountAsync(0);
        await page.UntilAsync("gridmap.isIdle && gridmap.rendered('division-unit') === 0");
        Assert.Equal("", await ParentsAsync(draft));
        Assert.Equal([], page.Said);
    }

    private Task<string> ParentsAsync(Division draft) => server.County.SqlScalarAsync<string>(
        "SELECT coalesce(string_agg(DISTINCT parent_code, ','), '') FROM division_grid WHERE division_id = $1 AND level = 'unit'", draft.DivisionId);
}
