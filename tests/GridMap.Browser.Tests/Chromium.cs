namespace GridMap.Browser.Tests;

/// <summary>One headless Chromium for all browser tests, the system's own, never a downloaded one.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IPage? reader;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("GRIDMAP_CHROMIUM") ?? Candidates.FirstOrDefault(File.Exists);
        if (program is null) return;
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
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
    /// <param name="screen">What it is shown on.</param>
    /// <param name="key">The key that every request carries; null for a page whose user has to sign in.</param>
    public async Task<IPage> OpenAsync(Screen screen, string? key)
    {
        if (browser is null && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("No Chromium on this machine.");
        Assert.NotNull(browser);
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            HasTouch = screen.IsPhone,
            IsMobile = screen.IsPhone,
            Locale = "zh-CN",
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
            ExtraHTTPHeaders = key is null ? null : [KeyValuePair.Create("Authorization", $"Bearer {key}")],
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return page;
    }

    /// <summary>How long a test waits for the page to come to a state, before it fails.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(40);

    /// <summary>A blank page of the same browser, to read pictures with.</summary>
    public async Task<IPage> ReaderAsync() => reader ??= await browser!.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>The screen that a page is shown on, in pixels.</summary>
public sealed record Screen(int Width, int Height, bool IsPhone = false)
{
    public static Screen Desk { get; } = new(1440, 900);

    public static Screen Phone { get; } = new(390, 844, IsPhone: true);
}
