namespace GridMap.Browser.Tests;

/// <summary>The pictures in README.md; made where GRIDMAP_SCREENSHOTS is set, skipped elsewhere.</summary>
[Collection(DemoServer.Collection)]
public sealed class ReadmeScreenshots(Chromium chromium, DemoServer demo) : ViewerTest(chromium), IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "docs", "images");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("GRIDMAP_SCREENSHOTS") is { Length: > 0 }, "GRIDMAP_SCREENSHOTS is not set.");
        await demo.StartAsync();
    }

    [Theory]
    [InlineData("gridmap", "light", false)]
    [InlineData("gridmap-dark", "dark", false)]
    [InlineData("gridmap-phone", "light", true)]
    public async Task Screenshot_for_the_README(string name, string theme, bool isPhone)
    {
        var worst = (await demo.FiguresAsync()).MaxBy(figure => figure.GetProperty("issuesPerSquareKilometre").GetDouble());
        var middle = await demo.PlaceInAsync(worst.GetProperty("gridCode").GetString()!);
        var place = FormattableString.Invariant($"lon={middle.Longitude}&lat={middle.Latitude}&z=13.6");
        var page = await OpenAsync(demo.Address, $"/?lang=zh&theme={theme}&{place}&grid={worst.GetProperty("gridCode").GetString()}", isPhone ? Screen.Phone : Screen.Desk);
        await Expect(page["issue-row"].First).ToBeVisibleAsync();
        // On a phone the sheet covers the middle of the map.
        if (isPhone) await page.Page.EvaluateAsync(FormattableString.Invariant($"gridmap.flyToPoint({middle.Longitude}, {middle.Latitude})"));
        await page.UntilAsync("gridmap.rendered('community-name') > 0 && gridmap.isIdle");
        await page.MapIsSettledAsync();
        Directory.CreateDirectory(Folder);
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png") });
    }
}
