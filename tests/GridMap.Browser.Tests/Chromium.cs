using Microsoft.Playwright;

namespace GridMap.Browser.Tests;

/// <summary>One headless Chromium for all browser tests, the system's own, never a downloaded one.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("GRIDMAP_CHROMIUM") ?? Candidates.FirstOrDefault(File.Exists);
        if (program is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader", "--lang=zh-CN",
            ],
        });
    }

    /// <summary>A fresh profile with one page; the test is skipped by name where there is no Chromium, and fails on CI.</summary>
    public async Task<IPage> OpenAsync(int width = 1440, int height = 900, bool phone = false)
    {
        if (browser is null && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
            Assert.Skip("No Chromium on this machine.");
        Assert.NotNull(browser);
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = phone,
            IsMobile = phone,
            Locale = "zh-CN",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    /// <summary>A blank page of the same browser, to read pictures with.</summary>
    public async Task<IPage> BlankAsync() => await browser!.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
