using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;

namespace GridMap.Browser.Tests;

/// <summary>Grids of a draft are drawn on the map; what is in force has no defect but missing lead units.</summary>
public sealed class DivisionDrawingTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_draft_s_grids_are_reshaped_with_their_neighbours_split_and_joined_and_stay_without_gap_or_overlap()
    {
        var draft = (await server.County.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("绘制"))).Read<Division>();
        var page = await PageAsync(server.Address);
        await page.GoAsync($"/divisions?lang=zh&draft={draft.DivisionId}");
        await page["tab-draw"].ClickAsync();
        await Expect(page["draw-hint"]).ToContainTextAsync("点选网格");
        await ChooseAsync(page, "A");
        await Expect(page["draw-name"]).ToHaveValueAsync("A 网格");

        // All four grids and both towns meet there.
        var corner = await SharedAsync(draft.DivisionId, "A", "B", "C", "D");
        var (x, y) = await page.OnScreenAsync(corner);
        await page.Page.Mouse.MoveAsync(x, y);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(x - 25, y - 15, new() { Steps = 4 });
        await Expect(page.Page.Locator(".measure")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d[\d.]* k?m$"));
        await page.Page.Mouse.UpAsync();
        await Expect(page["draw-save"]).ToHaveTextAsync("保存 6 处修改");
        await page["draw-undo"].ClickAsync();
        await Expect(page["draw-save"]).ToBeDisabledAsync();
        await page["draw-redo"].ClickAsync();
        await Expect(page["draw-save"]).ToHaveTextAsync("保存 6 处修改");
        await page["tab-defects"].ClickAsync();
        await Expect(page["toast"].First).ToContainTextAsync("请先保存");

        await page["draw-split"].ClickAsync();
        var box = await BoxAsync(page, draft.DivisionId, "A");
        foreach (var end in new[] { box.Top - 20, box.Bottom + 20 }) await page.Page.Mouse.ClickAsync(box.Middle, end);
        await page["draw-finish"].ClickAsync();
        await Expect(page["draw-code"]).ToHaveValueAsync("A-2");
        await page["draw-name"].FillAsync("甲二");
        await page["draw-describe"].ClickAsync();
        await page["draw-merge"].ClickAsync();
        await page["draw-neighbour"].SelectOptionAsync("D");
        await Expect(page["draw-hint"]).ToContainTextAsync("没有共同的边");
        await ChooseAsync(page, "B");
        await page["draw-merge"].ClickAsync();
        await page["draw-neighbour"].SelectOptionAsync("D");
        await Expect(page["draw-hint"]).ToContainTextAsync("拖动顶点");
        await page["draw-save"].ClickAsync();
        await Expect(page["toast"].Last).ToContainTextAsync("已保存到草稿");
        Assert.Equal("A,A-2,B,C,T1,T2", await server.County.SqlScalarAsync<string>(
            "SELECT string_agg(grid_code, ',' ORDER BY grid_code) FROM division_grid WHERE division_id = $1", draft.DivisionId));
        Assert.Equal("甲二 T1", await server.County.SqlScalarAsync<string>(
            "SELECT concat_ws(' ', name, parent_code) FROM division_grid WHERE division_id = $1 AND grid_code = 'A-2'", draft.DivisionId));

        // D's ground went from its town to B's, and nothing else is wrong.
        await page["tab-defects"].ClickAsync();
        await page["check"].ClickAsync();
        await Expect(page["defects"]).ToContainTextAsync("超出上级");
        await Expect(page["defects"]).Not.ToContainTextAsync("空隙");
        await Expect(page["defects"]).Not.ToContainTextAsync("重叠");
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task On_a_phone_the_page_stands_below_the_map_and_fits()
    {
        var draft = (await server.County.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("手机"))).Read<Division>();
        var page = await PageAsync(server.Address, Screen.Phone);
        await page.GoAsync($"/divisions?lang=zh&draft={draft.DivisionId}");
        await page["tab-draw"].TapAsync();
        await ChooseAsync(page, "C");
        await page["draw-split"].TapAsync();
        await Expect(page["draw-hint"]).ToBeVisibleAsync();
        Assert.Equal(Screen.Phone.Width, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
        await page["tab-units"].TapAsync();
        await Expect(page["make-unit-grids"]).ToBeVisibleAsync();
        Assert.Equal(Screen.Phone.Width, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
        Assert.True(await page["divisions-page"].EvaluateAsync<bool>("it => it.scrollWidth <= it.clientWidth && it.getBoundingClientRect().top > 300"));
        await server.County.SendAsync(HttpMethod.Delete, $"divisions/{draft.DivisionId}");
    }

    private static async Task ChooseAsync(ViewerPage page, string code)
    {
        await page["draw-find"].FillAsync(code);
        await page["draw-find"].PressAsync("Enter");
        await Expect(page["draw-code"]).ToHaveValueAsync(code);
        await page.UntilAsync("gridmap.isIdle");
    }

    private async Task<Dictionary<string, List<Position>>> CornersAsync(int division) =>
        (await server.County.GetAsync<FeatureCollection<DivisionGrid>>($"divisions/{division}/grids")).Features.ToDictionary(
            grid => grid.Properties.GridCode,
            grid => grid.Geometry!.Value.GetProperty("coordinates")[0][0].EnumerateArray().Select(at => new Position(at[0].GetDouble(), at[1].GetDouble())).ToList());

    private async Task<Position> SharedAsync(int division, params string[] codes)
    {
        var corners = await CornersAsync(division);
        return corners[codes[0]].First(at => codes.All(code => corners[code].Contains(at)));
    }

    private async Task<(float Middle, float Top, float Bottom)> BoxAsync(ViewerPage page, int division, string code)
    {
        var corners = (await CornersAsync(division))[code];
        var (west, top) = await page.OnScreenAsync(new(corners.Min(at => at.Longitude), corners.Max(at => at.Latitude)));
        var (east, bottom) = await page.OnScreenAsync(new(corners.Max(at => at.Longitude), corners.Min(at => at.Latitude)));
        return ((west + east) / 2, top, bottom);
    }
}
