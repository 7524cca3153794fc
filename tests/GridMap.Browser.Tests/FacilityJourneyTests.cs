namespace GridMap.Browser.Tests;

/// <summary>A person records a facility, moves it, and clears it, each with undo.</summary>
public sealed class FacilityJourneyTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync("A B / C D");

    [Fact]
    public async Task A_facility_is_added_moved_and_cleared_and_each_step_taken_back()
    {
        var page = await OpenAsync(server.Address);
        await AddAsync(page, "A", "toilet.dry", "东街旱厕");
        await DryToiletsBecomeAsync(page, 1);
        await Expect(page["card"]).ToContainTextAsync("A 网格");

        await page["move"].ClickAsync();
        await page.TapAsync(server.County.At("B"));
        await Expect(page["place"]).ToContainTextAsync("B 网格");
        await page["move-here"].ClickAsync();
        await Expect(page["card"].Locator(".crumb")).ToContainTextAsync("B 网格");

        await page["retire"].ClickAsync();
        await page["send"].ClickAsync();
        await Expect(page["retire-form"].GetByRole(AriaRole.Alert)).ToHaveTextAsync("请填写清零结果");
        await page["retire-form"].GetByText("拆除", new() { Exact = true }).ClickAsync();
        await page["send"].ClickAsync();
        await Expect(page["card"].Locator("dl.fields")).ToContainTextAsync("拆除");
        await DryToiletsBecomeAsync(page, 0);

        await page["undo"].Last.ClickAsync();
        await Expect(page["retire"]).ToBeVisibleAsync();
        await DryToiletsBecomeAsync(page, 1);

        await page.Page.Keyboard.PressAsync("Control+z");
        await Expect(page["card"].Locator(".crumb")).ToContainTextAsync("A 网格");

        await page.Page.Keyboard.PressAsync("Control+z");
        await DryToiletsBecomeAsync(page, 0);
    }

    [Fact]
    public async Task A_cleared_facility_can_be_restored()
    {
        var page = await OpenAsync(server.Address);
        await AddAsync(page, "C", "waste.open_pit", "河边垃圾池");
        await page["retire"].ClickAsync();
        await page["outcome"].FillAsync("取缔");
        await page["send"].ClickAsync();
        await Expect(page["restore"]).ToBeVisibleAsync();
        await page["restore"].ClickAsync();
        await Expect(page["retire"]).ToBeVisibleAsync();
        await Expect(page["history"].Locator("li b")).ToHaveTextAsync(["恢复", "清零", "登记"]);
    }

    private async Task AddAsync(ViewerPage page, string grid, string kind, string name)
    {
        await page["add-facility"].ClickAsync();
        await Expect(page["facility-form"]).ToBeVisibleAsync();
        await page.TapAsync(server.County.At(grid));
        await page["kind"].SelectOptionAsync(kind);
        await page["name"].FillAsync(name);
        await page["send"].ClickAsync();
        await Expect(page["facility-title"]).ToContainTextAsync(name);
    }

    // In view, and in the county.
    private static Task DryToiletsBecomeAsync(ViewerPage page, int number) =>
        Expect(page["only-toilet.dry"]).ToContainTextAsync($"{number} / {number}");
}
