using System.Text.Json;

namespace GridMap.Browser.Tests;

/// <summary>The viewer on a phone, by touch.</summary>
public sealed class PhoneTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    /// <summary>What a thumb needs, in pixels.</summary>
    private const double Thumb = 44;

    public async ValueTask InitializeAsync() => await server.StartAsync("A B / C D", ("C", 1), ("D", 3));

    [Fact]
    public async Task A_problem_is_reported_by_touch()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh", Screen.Phone);
        await page["fab"].TapAsync();
        await Expect(page["issue-form"]).ToBeVisibleAsync();
        await page.TapAsync(server.County.At("A"));
        await Expect(page["place"]).ToContainTextAsync("A 网格");
        await page["issue-form"].GetByText("暴露垃圾", new() { Exact = true }).TapAsync();
        await page["send"].TapAsync();
        await Expect(page["issue-title"]).ToContainTextAsync("暴露垃圾");
        await page.UntilAsync("gridmap.figureByCode('A').unresolvedIssues === 1");
    }

    [Fact]
    public async Task A_grid_named_in_the_address_is_gone_to_reported_in_by_the_middle_of_what_is_seen_and_come_back_to()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh&grid=A", Screen.Phone);
        await Expect(page["grid-title"]).ToHaveTextAsync("A 网格");
        await page.UntilAsync("gridmap.isIdle");
        await page["report-here"].TapAsync();
        await page["use-middle"].TapAsync();
        await Expect(page["place"]).ToContainTextAsync("A 网格");
        await page["issue-form"].GetByText("取消", new() { Exact = true }).TapAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync("A 网格");
    }

    [Fact]
    public async Task The_sheet_opens_wide_and_closes_by_its_handle()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh", Screen.Phone);
        var half = await HeightAsync(page);
        await page["card"].Locator("[data-sheet-handle]").TapAsync();
        await page.UntilAsync("document.body.dataset.sheet === 'full'");
        await page.UntilAsync($"document.querySelector('[data-testid=card]').getBoundingClientRect().height > {half + 100}");
        await page["card"].Locator("[data-sheet-handle]").TapAsync();
        await page.UntilAsync("document.body.dataset.sheet === 'half'");
    }

    [Fact]
    public async Task Nothing_a_person_presses_is_smaller_than_a_thumb_and_nothing_is_wider_than_the_screen()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh", Screen.Phone);
        await AssertPressableAsync(page, "the county's card");
        await page.GoAsync("/?lang=zh&grid=D");
        await page.IsReadyAsync();
        await Expect(page["issue-row"]).ToHaveCountAsync(3);
        await AssertPressableAsync(page, "a grid's card");
        await page["issue-row"].First.TapAsync();
        await Expect(page["resolve"]).ToBeVisibleAsync();
        await AssertPressableAsync(page, "an issue's card");
        await page["edit"].TapAsync();
        await Expect(page["issue-form"]).ToBeVisibleAsync();
        await AssertPressableAsync(page, "an issue's form");
    }

    // Links inside a line of text, and choices offered beside a field that takes anything, may be lower.
    private static async Task AssertPressableAsync(ViewerPage page, string where)
    {
        var small = await page.Page.EvaluateAsync<JsonElement>(
            """
            thumb => [...document.querySelectorAll('button, select, input:not([role=switch]), label.row, .tool')]
              .filter(one => one.checkVisibility() && !one.matches('.link, .chip, .handle, .maplibregl-ctrl *'))
              .map(one => ({ one, box: one.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && (box.height < thumb || box.width < thumb))
              .map(({ one, box }) => `${one.dataset.testid ?? one.textContent.trim()} ${Math.round(box.width)} × ${Math.round(box.height)}`)
            """, Thumb - 0.5);
        Assert.True(small.GetArrayLength() == 0, $"{where}: {small}");
        Assert.Equal(Screen.Phone.Width, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }

    private static async Task<double> HeightAsync(ViewerPage page) => (await page["card"].BoundingBoxAsync())!.Height;
}
