namespace GridMap.Browser.Tests;

/// <summary>The first moments: the map is there before the panels, and may be missing altogether.</summary>
[Collection(DemoServer.Collection)]
public sealed class ArrivalTests(Chromium chromium, DemoServer demo) : ViewerTest(chromium), IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await demo.StartAsync();

    [Fact]
    public async Task A_click_before_the_panels_are_there_opens_its_card_once_they_are()
    {
        var clean = (await demo.FiguresAsync()).Where(figure => figure.GetProperty("unresolvedIssues").GetInt32() == 0)
            .MaxBy(figure => figure.GetProperty("areaSquareMetres").GetDouble());
        var middle = await demo.PlaceInAsync(clean.GetProperty("gridCode").GetString()!);
        var panelsMayCome = new TaskCompletionSource();
        var page = await PageAsync(demo.Address);
        await page.Page.RouteAsync("**/_framework/**", async route =>
        {
            await panelsMayCome.Task;
            await route.ContinueAsync();
        });
        await page.GoAsync(FormattableString.Invariant($"/?lang=zh&lon={middle.Longitude}&lat={middle.Latitude}&z=16"));
        await page.MapIsIdleAsync();

        await page.TapAsync(middle);
        await Expect(page["layers"]).ToHaveCountAsync(0);
        panelsMayCome.SetResult();

        await Expect(page["grid-title"]).ToHaveTextAsync(clean.GetProperty("name").GetString()!);
    }

    [Fact]
    public async Task Without_WebGL_a_sentence_says_so_and_lists_search_and_cards_work()
    {
        var page = await PageAsync(demo.Address);
        await page.Page.AddInitScriptAsync(
            """
            const given = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : given.call(this, kind, ...rest); };
            """);
        await page.GoAsync("/?lang=zh");

        await Expect(page["no-map"]).ToContainTextAsync("WebGL");
        await Expect(page["densest-row"]).ToHaveCountAsync(10);
        await page["densest-row"].First.ClickAsync();
        await Expect(page["grid-title"]).ToBeVisibleAsync();
        await Expect(page["issue-row"].First).ToBeVisibleAsync();
        await page["issue-row"].First.ClickAsync();
        await Expect(page["issue-title"]).ToBeVisibleAsync();
        Assert.DoesNotContain(page.Said, said => said.StartsWith("uncaught", StringComparison.Ordinal));
    }
}
