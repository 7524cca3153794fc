using System.Collections.Concurrent;
namespace GridMap.Browser.Tests;

/// <summary>The viewer in a page of its own, and what the page complained of and asked for while it was open.</summary>
public sealed class ViewerPage(Chromium chromium, IPage page, Uri server)
{
    // Events come on threads of their own, while a test reads.
    private readonly ConcurrentQueue<string> _said = [];
    private readonly ConcurrentQueue<string> _asked = [];

    public IPage Page => page;

    /// <summary>Where the viewer comes from.</summary>
    public Uri Server => server;

    /// <summary>Errors and warnings of the console, and every violation of the content security policy.</summary>
    public IReadOnlyList<string> Said => [.. _said];

    /// <summary>Every address that was asked for.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>An element by its test id.</summary>
    public ILocator this[string testId] => page.GetByTestId(testId);

    /// <summary>Writes down from now on what the page says and asks for.</summary>
    public async Task ListenAsync()
    {
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _said.Enqueue($"{message.Type}: {message.Text}"); };
        page.PageError += (_, error) => _said.Enqueue($"uncaught: {error}");
        page.Request += (_, request) => _asked.Enqueue(request.Url);
        await page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))");
    }

    /// <summary>Opens an address of the server, without waiting for anything but its answer.</summary>
    public Task GoAsync(string address) =>
        page.GotoAsync(new Uri(server, address).ToString(), new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>Ends when the map stands and all its tiles are there.</summary>
    public Task MapIsIdleAsync() => UntilAsync("document.body?.dataset.map === 'idle' && window.gridmap?.isIdle");

    /// <summary>Ends when nothing of the map is left to draw.</summary>
    public Task MapIsSettledAsync() => page.EvaluateAsync("gridmap.settled()");

    /// <summary>Ends when a condition of the page holds. Playwright's own waiting is evaluated again and again, which the policy forbids.</summary>
    public Task UntilAsync(string condition) => page.EvaluateAsync(
        $$"""
        patience => new Promise((resolve, reject) => {
          const deadline = performance.now() + patience;
          const look = () => {
            if ({{condition}}) resolve();
            else if (performance.now() > deadline) reject(new Error(`not so within ${patience} ms`));
            else setTimeout(look, 50);
          };
          look();
        })
        """, Chromium.Patience.TotalMilliseconds);

    /// <summary>Ends when the panels stand too, with the county's figures in them.</summary>
    public async Task IsReadyAsync()
    {
        // They come after the map; and an element is waited for across a page that leads on to another, as signing in does.
        await this["layers"].WaitForAsync();
        await MapIsIdleAsync();
        await Assertions.Expect(this["layer-issue"].Locator("xpath=..")).Not.ToContainTextAsync("…");
    }

    /// <summary>Where a place lies on the screen, in pixels from the top left of the page.</summary>
    public async Task<(float X, float Y)> OnScreenAsync(Position place)
    {
        var at = await page.EvaluateAsync<float[]>(
            """
            ([longitude, latitude]) => {
              const box = document.getElementById('map').getBoundingClientRect();
              const point = gridmap.project(longitude, latitude);
              return [box.left + point.x, box.top + point.y];
            }
            """, new[] { place.Longitude, place.Latitude });
        return (at[0], at[1]);
    }

    /// <summary>Clicks on the map, or taps on it where the screen is touched.</summary>
    public async Task TapAsync(Position place)
    {
        var (x, y) = await OnScreenAsync(place);
        var isMap = await page.EvaluateAsync<bool>("([x, y]) => document.elementFromPoint(x, y)?.matches('#map canvas') ?? false", new double[] { x, y });
        Assert.True(isMap, $"{place} at {x}, {y} is not on the bare map");
        if (await page.EvaluateAsync<bool>("matchMedia('(pointer: coarse)').matches")) await page.Touchscreen.TapAsync(x, y);
        else await page.Mouse.ClickAsync(x, y);
    }

    /// <summary>What the map looks like at a place now.</summary>
    public async Task<Colour> ColourAtAsync(Position place)
    {
        var (x, y) = await OnScreenAsync(place);
        var picture = await PictureAsync(new() { X = MathF.Floor(x) - 1, Y = MathF.Floor(y) - 1, Width = 3, Height = 3 });
        return picture.At(1, 1);
    }

    /// <summary>Ends when the map has this colour at a place.</summary>
    public Task<Colour> ColourBecomesAsync(Position place, Colour wanted) =>
        Eventually.ReadAsync(() => ColourAtAsync(place), found => found.IsNear(wanted));

    /// <summary>The pixels of a part of the page.</summary>
    public async Task<Picture> PictureAsync(Clip? part = null) =>
        await Picture.DecodeAsync(chromium, await page.ScreenshotAsync(new() { Clip = part }));
}
