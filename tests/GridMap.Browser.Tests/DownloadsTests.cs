using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>Files to take away stand on the county's card, and a town's wall sheet on the town's.</summary>
public sealed class DownloadsTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_layer_in_a_zone_of_the_county_and_a_wall_sheet_are_downloaded_by_keyboard()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Office));
        await page["open-downloads"].FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page["export-layer"].SelectOptionAsync("grids");
        await page["export-format"].SelectOptionAsync("csv");
        await Expect(page["export-crs"].Locator("option")).ToHaveTextAsync([
            "WGS 84 · EPSG:4326", "CGCS2000 经纬度 · EPSG:4490", "CGCS2000 3° 带,中央经线 105° · EPSG:4544", "CGCS2000 3° 带第 35 带(带号) · EPSG:4523",
            "CGCS2000 6° 带,中央经线 105° · EPSG:4507", "CGCS2000 6° 带第 18 带(带号) · EPSG:4496",
        ]);
        await page["export-crs"].SelectOptionAsync("4523");
        await page["export"].FocusAsync();
        var grids = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Keyboard.PressAsync("Enter"));
        Assert.StartsWith($"网格-{TestCounty.Code}-", grids.SuggestedFilename, StringComparison.Ordinal);
        // Eastings that begin with the zone's number.
        Assert.Contains("((354", await ReadAsync(grids), StringComparison.Ordinal);

        await page["export-layer"].SelectOptionAsync("units");
        await Expect(page["export-crs"]).ToHaveCountAsync(0);
        await page["paper"].SelectOptionAsync("A3");
        await page["draw-sheet"].FocusAsync();
        var sheet = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Keyboard.PressAsync("Enter"));
        Assert.StartsWith($"挂图-{TestCounty.Code}-A3-", sheet.SuggestedFilename, StringComparison.Ordinal);
        Assert.StartsWith("%PDF", await ReadAsync(sheet), StringComparison.Ordinal);
        await Expect(page["draw-sheet"]).ToBeEnabledAsync();
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task On_a_phone_a_town_has_its_wall_sheet_and_nobody_is_offered_what_they_may_not_read()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Inspector, "T1"), "/?lang=en&grid=T1", Screen.Phone);
        await page["open-downloads"].TapAsync();
        await Expect(page["export"]).ToHaveCountAsync(0);
        await page["paper"].SelectOptionAsync("A2");
        var sheet = await page.Page.RunAndWaitForDownloadAsync(() => page["draw-sheet"].TapAsync());
        Assert.StartsWith("挂图-T1-A2-", sheet.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal(390, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));

        // A member without a role reads grids, streets and units.
        var person = await server.AddAsync(null);
        await server.County.SqlAsync("INSERT INTO membership (county_code, account_id) VALUES ($1, $2)", TestCounty.Code, person.Id);
        var newcomer = await EnterAsync(server.Address, person, "/units?lang=zh");
        await newcomer["to-map"].ClickAsync();
        await newcomer["open-downloads"].ClickAsync();
        await Expect(newcomer["export-layer"].Locator("option")).ToHaveTextAsync(["责任网格", "道路水系", "单位"]);
    }

    [Fact]
    public async Task What_the_server_cannot_draw_is_told_on_the_page()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Office));
        await page.Page.RouteAsync("**/wall-sheet.pdf*", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/problem+json",
            Body = """{"type":"urn:gridmap:problem:font-missing","title":"The server lacks a font","status":503}""",
        }));
        await page["open-downloads"].ClickAsync();
        await page["draw-sheet"].ClickAsync();
        await Expect(page["toast"]).ToContainTextAsync("fonts-wqy-microhei");
    }

    private static async Task<string> ReadAsync(IDownload file) => await File.ReadAllTextAsync((await file.PathAsync())!, Ct);
}
