namespace GridMap.Browser.Tests;

/// <summary>Whatever is stored in whatever text, every page shows it as the text it is.</summary>
public sealed class StoredMarkupTests(Chromium chromium, StoredMarkupServer server) : ViewerTest(chromium), IClassFixture<StoredMarkupServer>, IAsyncLifetime
{
    // Of what a page shows so many at least, letter by letter.
    private const int Sixty = 60;

    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public void There_are_at_least_sixty() => Assert.True(Markup.All.Distinct().Count() >= Sixty);

    [Fact]
    public async Task Cards_search_and_map_show_names_and_texts_as_text()
    {
        var page = await OpenAsync(await WatchedAsync());
        await ShowsAsync(page, page["densest"], 1);
        await page["search"].FillAsync("hurt");
        await ShowsAsync(page, page["hits"], 5);
        await page["search"].FillAsync("");

        await page.GoAsync($"/?lang=zh&grid={Uri.EscapeDataString(Markup.All[15])}");
        await Expect(page["grid-title"]).ToHaveTextAsync(Markup.All[15]);
        await Expect(page["issue-row"].First).ToBeVisibleAsync();
        await ShowsAsync(page, page["card"], 5);
        await Expect(page["phone"]).ToHaveTextAsync(Markup.All[15]);

        await page.GoAsync($"/?lang=zh&issue={server.Issue}");
        await Expect(page["issue-title"]).ToContainTextAsync(Markup.All[2]);
        await Expect(page["history"].Locator("li").Nth(1)).ToBeVisibleAsync();
        await ShowsAsync(page, page["card"], Sixty);
        await page["edit"].ClickAsync();
        await Expect(page["description"]).ToBeVisibleAsync();
        await IsUnhurtAsync(page);

        await page.GoAsync($"/?lang=zh&facility={server.Facility}");
        await Expect(page["history"].Locator("li").Nth(1)).ToBeVisibleAsync();
        await ShowsAsync(page, page["card"], 5);
        await IsUnhurtAsync(page);
    }

    [Fact]
    public async Task Several_things_in_one_place_and_what_is_under_the_pointer_are_shown_as_text()
    {
        var page = await OpenAsync(await WatchedAsync(), "/?lang=zh&lon=104.055&lat=36.015&z=17");
        var (x, y) = await page.OnScreenAsync(server.Middle);
        await page.Page.Mouse.MoveAsync(x + 60, y + 60);
        await Expect(page.Page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("hurt");
        await page.TapAsync(server.Middle);
        await ShowsAsync(page, page["several"], 5);
    }

    [Fact]
    public async Task People_their_grants_keys_and_the_audit_are_shown_as_text()
    {
        var page = await WatchedAsync(key: null);
        await page.GoAsync("/people?lang=zh&tab=grants");
        await SignInAsync(page, server.Person);
        await ShowsAsync(page, page["grants"], Sixty);
        await page["add-grant"].ClickAsync();
        await ShowsAsync(page, page["grant-person"], Sixty);
        await page["to-unit"].ClickAsync();
        await page["find-area"].FillAsync("hurt");
        await ShowsAsync(page, page["area-hits"], 5);
        await page["tab-members"].ClickAsync();
        await ShowsAsync(page, page["members"], Sixty);
        await page["tab-accounts"].ClickAsync();
        await ShowsAsync(page, page["accounts"], Sixty);
        await page["account"].ClickAsync();
        await Expect(page["account-menu"]).ToContainTextAsync(Markup.All[17]);
        await IsUnhurtAsync(page);

        await page.GoAsync("/account?lang=zh");
        await ShowsAsync(page, page["keys"], Sixty);
        await page.GoAsync("/audit?lang=zh");
        await ShowsAsync(page, page["audit-list"], 20);
        await page.GoAsync("/audit?lang=zh&of=server");
        await ShowsAsync(page, page["audit-list"], 20);
        await page.GoAsync($"/audit?lang=zh&actor={Uri.EscapeDataString(Markup.All[20])}");
        await Expect(page["filter-actor"]).ToHaveValueAsync(Markup.All[20]);
        await IsUnhurtAsync(page);
    }

    [Fact]
    public async Task Divisions_their_differences_and_defects_are_shown_as_text()
    {
        var page = await WatchedAsync();
        await page.GoAsync("/divisions?lang=zh");
        await ShowsAsync(page, page["divisions"], Sixty);
        await page.GoAsync($"/divisions?lang=zh&draft={server.Draft}");
        await page["tab-differences"].ClickAsync();
        await ShowsAsync(page, page["differences"], Sixty);
        await page["tab-defects"].ClickAsync();
        await ShowsAsync(page, page["defects"], Sixty);
    }

    [Fact]
    public async Task What_an_import_finds_and_what_its_file_is_called_is_shown_as_text()
    {
        var page = await WatchedAsync();
        await page.GoAsync("/import?lang=zh");
        await Expect(page["imports"]).ToContainTextAsync("<img src=x onerror=hurt=1>");
        await page["import-by-mapping"].ClickAsync();
        await page["import-layer"].SelectOptionAsync("issues");
        await page["import-file"].SetInputFilesAsync(new FilePayload { Name = "<img src=x onerror=hurt=1>.geojson", MimeType = "application/geo+json", Buffer = StoredMarkupServer.RefusedFile() });
        await page["import-start"].ClickAsync();
        await ShowsAsync(page, page["findings"], Sixty);
        await Expect(page["import-problem"]).ToBeVisibleAsync();
        await IsUnhurtAsync(page);
    }

    [Theory]
    [InlineData("javascript:hurt=1")]
    [InlineData("//x.invalid/")]
    [InlineData("/\\x.invalid/")]
    [InlineData("/\t/x.invalid/")]
    [InlineData("/\n/x.invalid/")]
    [InlineData("https://x.invalid/")]
    [InlineData("data:text/html,<script>hurt=1</script>")]
    public async Task Signing_in_leads_to_no_other_site(string to)
    {
        var page = await WatchedAsync(key: null);
        await page.GoAsync($"/sign-in?lang=zh&to={Uri.EscapeDataString(to)}");
        await SignInAsync(page, server.Person with { Name = Markup.All[0], Password = Markup.All[0] });
        await Expect(page["sign-in-problem"]).ToBeVisibleAsync();
        await SignInAsync(page, server.Person);
        await page.IsReadyAsync();
        await IsUnhurtAsync(page);
    }

    private async Task<ViewerPage> WatchedAsync(string? key = "")
    {
        var page = await PageAsync(server.Address, key: key);
        // A dialog stops the page until somebody closes it.
        page.Page.Dialog += (_, dialog) =>
        {
            _ = dialog.DismissAsync();
            Assert.Fail($"a dialog: {dialog.Message}");
        };
        return page;
    }

    private static async Task<ViewerPage> OpenAsync(ViewerPage page, string address = "/?lang=zh")
    {
        await page.GoAsync(address);
        await page.IsReadyAsync();
        return page;
    }

    // Texts as they stand in the page, spaces of all kinds as one.
    private static async Task ShowsAsync(ViewerPage page, ILocator part, int least)
    {
        var shown = await Eventually.ReadAsync(async () => Spaced(await part.TextContentAsync() ?? ""), text => Markup.All.Count(one => text.Contains(Spaced(one), StringComparison.Ordinal)) >= least);
        Assert.True(Markup.All.Count(one => shown.Contains(Spaced(one), StringComparison.Ordinal)) >= least);
        await IsUnhurtAsync(page);
    }

    private static async Task IsUnhurtAsync(ViewerPage page)
    {
        Assert.Equal("undefined", await page.Page.EvaluateAsync<string>("typeof window.hurt"));
        await Expect(page.Page.Locator(Markup.Elements)).ToHaveCountAsync(0);
        Assert.DoesNotContain(page.Said, said => said.Contains("policy", StringComparison.OrdinalIgnoreCase) || said.StartsWith("uncaught", StringComparison.Ordinal));
        // Data and blobs have no host.
        Assert.All(page.Asked, address => Assert.Contains(new Uri(address).Host, new[] { page.Server.Host, "" }));
        // Of everything that starts by itself: no element has a script of its own.
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('*')].filter(e => e.getAttributeNames().some(name => name.startsWith('on'))).length"));
    }

    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
