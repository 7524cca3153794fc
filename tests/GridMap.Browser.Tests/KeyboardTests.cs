namespace GridMap.Browser.Tests;

/// <summary>The viewer by keys alone, and in both languages.</summary>
[Collection(DemoServer.Collection)]
public sealed class KeyboardTests(Chromium chromium, DemoServer demo) : ViewerTest(chromium), IAsyncLifetime
{
    private const int MostSteps = 60;

    public async ValueTask InitializeAsync() => await demo.StartAsync();

    [Fact]
    public async Task Tab_reaches_search_layers_and_list_and_Enter_and_Escape_open_and_close_a_card()
    {
        var page = await OpenAsync(demo.Address, "/?lang=zh");
        await TabToAsync(page, "search");
        await TabToAsync(page, "fold");
        await TabToAsync(page, "layer-toilet");
        await TabToAsync(page, "densest-row");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("densest-row", await FocusedAsync(page));
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page["grid-title"]).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page["grid-title"]).ToHaveCountAsync(0);
        await Expect(page["county-title"]).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_slash_goes_to_the_search_box()
    {
        var page = await OpenAsync(demo.Address, "/?lang=zh");
        await page.Page.Keyboard.PressAsync("/");
        Assert.Equal("search", await FocusedAsync(page));
        await Expect(page["search"]).ToHaveValueAsync("");
    }

    [Theory]
    [InlineData("/account", "account-page")]
    [InlineData("/people", "people-page")]
    [InlineData("/divisions", "divisions-page")]
    [InlineData("/audit", "audit-page")]
    public async Task Every_page_speaks_English(string address, string testId)
    {
        var page = await PageAsync(demo.Address);
        await page.GoAsync($"{address}?lang=en");
        await Expect(page[testId].Locator(".loading")).ToHaveCountAsync(0);
        await Expect(page[testId].GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        // What is left in Chinese is the county's own names and what people wrote.
        var said = await page[testId].EvaluateAsync<string>("page => [...page.querySelectorAll('h1, h2, label, legend, button:not(.item), .note')].map(one => one.textContent).join(' ')");
        Assert.DoesNotMatch(new System.Text.RegularExpressions.Regex(@"[一-鿿]"), said);
    }

    [Fact]
    public async Task The_switch_to_English_changes_every_word_and_the_pages_language()
    {
        var page = await OpenAsync(demo.Address, "/?lang=zh");
        await Expect(page["fold"]).ToHaveTextAsync("图层");
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");

        await page["language"].ClickAsync();

        await Expect(page["fold"]).ToHaveTextAsync("Layers");
        await Expect(page["report"]).ToContainTextAsync("Report a problem");
        await Expect(page["only-to-clear"]).ToContainTextAsync("Only dry toilets and open pits");
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        // What is left in Chinese is the county's own names, and the way back.
        await Expect(page["layers"]).Not.ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"[一-鿿]"));
    }

    private static async Task TabToAsync(ViewerPage page, string testId)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync(page) == testId) return;
        }
        Assert.Fail($"Tab does not reach {testId} within {MostSteps} steps.");
    }

    private static Task<string?> FocusedAsync(ViewerPage page) =>
        page.Page.EvaluateAsync<string?>("document.activeElement?.dataset.testid ?? null");
}
