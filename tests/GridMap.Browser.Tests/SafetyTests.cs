using System.Net.Http.Json;
using GridMap.Contracts;
using GridMap.Contracts.Issues;

namespace GridMap.Browser.Tests;

/// <summary>What a page of the viewer never does, whatever is stored.</summary>
public sealed class SafetyTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    public async ValueTask InitializeAsync() => await server.StartAsync("A B", ("B", 1));

    [Fact]
    public async Task A_walk_through_every_screen_breaks_no_policy_and_asks_nobody_else()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh");
        await page["theme"].ClickAsync();
        await page["mode-count"].ClickAsync();
        await page["language"].ClickAsync();
        await page["layer-toilet"].Locator("xpath=..").ClickAsync();
        await page.TapAsync(server.County.At("A"));
        await Expect(page["grid-title"]).ToBeVisibleAsync();
        await page["report-here"].ClickAsync();
        await page.TapAsync(server.County.At("A"));
        await page["category"].FillAsync("Litter");
        await page["send"].ClickAsync();
        await Expect(page["issue-title"]).ToBeVisibleAsync();
        await page["undo"].Last.ClickAsync();
        await page["search"].FillAsync("B");
        await Expect(page["hits"]).ToBeVisibleAsync();
        await page["to-import"].ClickAsync();
        await Expect(page["import-page"]).ToBeVisibleAsync();
        await page["to-map"].ClickAsync();
        await Expect(page["layers"]).ToBeVisibleAsync();

        Assert.DoesNotContain(page.Said, said => said.Contains("policy", StringComparison.OrdinalIgnoreCase) || said.StartsWith("uncaught", StringComparison.Ordinal));
        Assert.All(page.Asked, address => Assert.True(IsOwn(address), address));
    }

    [Fact]
    public async Task Stored_markup_is_shown_as_the_text_it_is()
    {
        var id = Guid.CreateVersion7();
        using var answer = await server.County.Client.PostAsJsonAsync(
            "issues", new ReportIssue(id, Markup, server.County.At("B"), Markup, Address: Markup), ContractsJson.Options, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var dialogs = 0;
        var page = await PageAsync(server.Address);
        page.Page.Dialog += (_, dialog) =>
        {
            Interlocked.Increment(ref dialogs);
            _ = dialog.DismissAsync();
        };

        await page.GoAsync($"/?lang=zh&issue={id}");
        await page.IsReadyAsync();

        await Expect(page["issue-title"]).ToContainTextAsync(Markup);
        await Expect(page["card"].Locator("dl.fields")).ToContainTextAsync(Markup);
        await page["search"].FillAsync("onerror");
        await Expect(page["hits"]).ToContainTextAsync(Markup);
        await Expect(page.Page.Locator("img[src=x]")).ToHaveCountAsync(0);
        Assert.Equal(0, dialogs);
        Assert.DoesNotContain(page.Said, said => said.Contains("policy", StringComparison.OrdinalIgnoreCase));
    }

    // The map reads pictures and its worker from memory.
    private bool IsOwn(string address) =>
        address.StartsWith(server.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        || address.StartsWith("blob:", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal);
}
