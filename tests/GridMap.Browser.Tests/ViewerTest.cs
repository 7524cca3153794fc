using System.Text.RegularExpressions;

namespace GridMap.Browser.Tests;

/// <summary>
/// A class of tests that open the viewer. Of a test that failed, the pictures of its pages and what they said are left in
/// <c>failed/</c> beside the program.
/// </summary>
public abstract partial class ViewerTest(Chromium chromium) : IAsyncDisposable
{
    private readonly List<ViewerPage> _pages = [];

    /// <summary>A page of a new profile, nothing opened in it yet, that calls as an administrator.</summary>
    protected async Task<ViewerPage> PageAsync(Uri server, Screen? screen = null, string? key = "")
    {
        var page = new ViewerPage(chromium, await chromium.OpenAsync(screen ?? Screen.Desk, key is "" ? TestKeys.Administrator : key), server);
        await page.ListenAsync();
        _pages.Add(page);
        return page;
    }

    /// <summary>The viewer with map and panels, ready for use.</summary>
    protected async Task<ViewerPage> OpenAsync(Uri server, string address = "/", Screen? screen = null)
    {
        var page = await PageAsync(server, screen);
        await page.GoAsync(address);
        await page.IsReadyAsync();
        return page;
    }

    /// <summary>The viewer as a person sees it who signs in at the page.</summary>
    protected async Task<ViewerPage> EnterAsync(Uri server, Person person, string address = "/?lang=zh", Screen? screen = null)
    {
        var page = await PageAsync(server, screen, key: null);
        await page.GoAsync(address);
        await SignInAsync(page, person);
        if (address.StartsWith("/?", StringComparison.Ordinal)) await page.IsReadyAsync();
        return page;
    }

    /// <summary>Fills in the form that asks who somebody is, on its page or over another.</summary>
    protected static async Task SignInAsync(ViewerPage page, Person person)
    {
        await page["sign-in-name"].FillAsync(person.Name);
        await page["sign-in-password"].FillAsync(person.Password);
        await page["sign-in"].ClickAsync();
    }

    protected static ILocatorAssertions Expect(ILocator element) =>
        Assertions.Expect(element);

    public async ValueTask DisposeAsync()
    {
        foreach (var (number, page) in _pages.Index())
        {
            if (TestContext.Current.TestState?.Result == TestResult.Failed) await KeepAsync(page, number);
            await page.Page.Context.CloseAsync();
        }
        GC.SuppressFinalize(this);
    }

    private static async Task KeepAsync(ViewerPage page, int number)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "failed")).FullName;
        var name = NoLetter().Replace(TestContext.Current.Test!.TestDisplayName, "_");
        try
        {
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{number}.png") });
        }
        catch (PlaywrightException)
        {
            // The page is gone; what it said is still worth keeping.
        }
        await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}-{number}.txt"), [page.Page.Url, .. page.Said]);
    }

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NoLetter();
}
