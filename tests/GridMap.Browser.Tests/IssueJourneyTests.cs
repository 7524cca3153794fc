namespace GridMap.Browser.Tests;

/// <summary>A person reports a problem and deals with it; colour and counts follow without a reload.</summary>
/// <remarks>Each test has a grid of its own. The others give the county its class breaks.</remarks>
public sealed class IssueJourneyTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync("A B C / D E F / G H I", ("G", 1), ("H", 2), ("I", 5));

    [Fact]
    public async Task A_reported_problem_colours_its_grid_and_resolving_and_reopening_it_follow()
    {
        var page = await OpenAsync(server.Address);
        var seen = Beside("A");
        var before = await page.ColourAtAsync(seen);
        var total = await TotalAsync(page);

        await ReportAsync(page, "A", "占道经营");
        await Expect(page["issue-title"]).ToContainTextAsync("占道经营");
        await page.ColourBecomesAsync(seen, ThemeColours.Light.Grid(await ClassOfAsync(page, "A", atLeast: 1)));
        Assert.False(before.IsNear(await page.ColourAtAsync(seen)), $"the grid looked like {before} before and after");
        await CountsBecomeAsync(page, total + 1);

        await page["resolve"].ClickAsync();
        await Expect(page["reopen"]).ToBeVisibleAsync();
        await page.ColourBecomesAsync(seen, ThemeColours.Light.Grid(0));
        await CountsBecomeAsync(page, total);

        await page["reopen"].ClickAsync();
        await Expect(page["resolve"]).ToBeVisibleAsync();
        await page.ColourBecomesAsync(seen, ThemeColours.Light.Grid(await ClassOfAsync(page, "A", atLeast: 1)));
        await CountsBecomeAsync(page, total + 1);
        await Expect(page["history"].Locator("li")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_grids_card_and_list_follow_a_report_in_it()
    {
        var page = await OpenAsync(server.Address);
        await page.TapAsync(Beside("B"));
        await Expect(page["grid-title"]).ToHaveTextAsync("B 网格");
        await Expect(page["grid-unresolved"]).ToHaveTextAsync("0");

        await server.County.ReportIssueAsync("B", "乱堆物堆料");

        await Expect(page["grid-unresolved"]).ToHaveTextAsync("1");
        await Expect(page["issue-row"]).ToHaveCountAsync(1);
        await Expect(page["issue-row"]).ToContainTextAsync("乱堆物堆料");
        await page["close"].ClickAsync();
        await Expect(page["densest-row"].Filter(new() { HasText = "B 网格" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_toasts_undo_takes_a_report_back()
    {
        var page = await OpenAsync(server.Address);
        var seen = Beside("C");
        var before = await page.ColourAtAsync(seen);
        await ReportAsync(page, "C", "道路不洁");
        await page.ColourBecomesAsync(seen, ThemeColours.Light.Grid(await ClassOfAsync(page, "C", atLeast: 1)));

        await Expect(page["undo"]).ToHaveTextAsync("撤销");
        await page["undo"].ClickAsync();

        await Expect(page["toast"].Filter(new() { HasText = "已撤销" })).ToBeVisibleAsync();
        await page.ColourBecomesAsync(seen, before);
    }

    [Fact]
    public async Task Ctrl_Z_takes_steps_back_one_after_the_other()
    {
        var page = await OpenAsync(server.Address);
        var total = await TotalAsync(page);
        await ReportAsync(page, "D", "暴露垃圾");
        await CountsBecomeAsync(page, total + 1);
        await page["resolve"].ClickAsync();
        await Expect(page["reopen"]).ToBeVisibleAsync();
        await CountsBecomeAsync(page, total);

        await page.Page.Keyboard.PressAsync("Control+z");
        await Expect(page["resolve"]).ToBeVisibleAsync();
        await CountsBecomeAsync(page, total + 1);

        await page.Page.Keyboard.PressAsync("Control+z");
        await CountsBecomeAsync(page, total);
        await Expect(page["resolve"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_edited_problem_shows_what_was_written_and_undo_what_stood_there_before()
    {
        var page = await OpenAsync(server.Address);
        await ReportAsync(page, "E", "店外经营");
        await page["edit"].ClickAsync();
        await page["category"].FillAsync("机动车乱停");
        await page["description"].FillAsync("堵住了消防通道");
        await page["send"].ClickAsync();
        await Expect(page["issue-title"]).ToContainTextAsync("机动车乱停");
        await Expect(page["card"]).ToContainTextAsync("堵住了消防通道");

        await page["undo"].Last.ClickAsync();

        await Expect(page["issue-title"]).ToContainTextAsync("店外经营");
        await Expect(page["card"].Locator("dl.fields")).Not.ToContainTextAsync("堵住了消防通道");
    }

    [Fact]
    public async Task A_report_without_a_category_or_a_place_says_what_is_missing_and_sends_nothing()
    {
        var page = await OpenAsync(server.Address);
        await page["report"].ClickAsync();
        await page["send"].ClickAsync();
        await Expect(page["issue-form"].GetByRole(AriaRole.Alert)).ToHaveTextAsync(["请在地图上点选位置", "请填写类别"]);
        Assert.DoesNotContain(page.Asked, address => address.EndsWith("/issues", StringComparison.Ordinal));
    }

    // As a person does it: the button, a tap on the map, the form.
    private async Task ReportAsync(ViewerPage page, string grid, string category)
    {
        await page["report"].ClickAsync();
        await Expect(page["issue-form"]).ToBeVisibleAsync();
        await page.TapAsync(server.County.At(grid));
        await Expect(page["place"]).ToContainTextAsync($"{grid} 网格");
        await page["category"].FillAsync(category);
        await page["send"].ClickAsync();
        await Expect(page["issue-title"]).ToContainTextAsync(category);
    }

    /// <summary>A place in a grid where nothing is drawn over its colour.</summary>
    private Position Beside(string grid)
    {
        var middle = server.County.At(grid);
        return new(middle.Longitude + GridDrawing.Side * 0.31, middle.Latitude + GridDrawing.Side * 0.27);
    }

    private static async Task<int> TotalAsync(ViewerPage page) =>
        int.Parse(await page["county-unresolved"].InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task CountsBecomeAsync(ViewerPage page, int total) =>
        await Expect(page["layer-issue"].Locator("xpath=..")).ToContainTextAsync($"/ {total}");

    /// <summary>The class that the map colours a grid by, once it is as high as awaited.</summary>
    private static async Task<int> ClassOfAsync(ViewerPage page, string grid, int atLeast)
    {
        var its = $"gridmap.classOf(gridmap.figureByCode('{grid}').gridId)";
        await page.UntilAsync($"{its} >= {atLeast}");
        return await page.Page.EvaluateAsync<int>(its);
    }
}
