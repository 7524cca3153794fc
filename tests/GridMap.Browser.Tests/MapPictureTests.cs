using System.Text.Json;
using GridMap.Spatial.Density;

namespace GridMap.Browser.Tests;

/// <summary>The map as pixels: a blank one, or one in other colours than its figures ask for, fails.</summary>
[Collection(DemoServer.Collection)]
public sealed class MapPictureTests(Chromium chromium, DemoServer demo) : ViewerTest(chromium), IAsyncLifetime
{
    private const int FewestColours = 60;

    // The part of the desk's screen that no panel covers.
    private static readonly Clip BesidePanels = new() { X = 310, Y = 80, Width = 720, Height = 740 };

    public async ValueTask InitializeAsync() => await demo.StartAsync();

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Each_class_covers_as_much_of_the_picture_as_its_grids_of_the_ground(string theme)
    {
        var colours = theme == "dark" ? ThemeColours.Dark : ThemeColours.Light;
        var page = await OpenAsync(demo.Address, $"/?theme={theme}");
        await page.MapIsSettledAsync();
        var picture = await page.PictureAsync(BesidePanels);

        var onMap = Enumerable.Range(0, 7).Select(one => picture.ShareOf(colours.Grid(one), tolerance: 3)).ToList();
        var onGround = await SharesOfAreaAsync();

        Assert.True(picture.Colours() > FewestColours, $"only {picture.Colours()} colours");
        Assert.True(onMap.Sum() > 0.25, $"the classes' colours cover only {onMap.Sum():P0} of the picture");
        foreach (var (one, area) in onGround.Index())
            Assert.True(Math.Abs(onMap[one] / onMap.Sum() - area) < 0.1, $"class {one}: {onMap[one] / onMap.Sum():P0} of the picture, {area:P0} of the ground");
    }

    [Fact]
    public async Task A_map_without_tiles_has_none_of_the_colours()
    {
        var page = await PageAsync(demo.Address);
        await page.Page.RouteAsync("**/tiles/**", route => route.AbortAsync());
        await page.GoAsync("/");
        await page["layers"].WaitForAsync();
        var picture = await page.PictureAsync(BesidePanels);
        Assert.True(picture.Colours() < FewestColours, $"{picture.Colours()} colours");
        Assert.All(Enumerable.Range(1, 6), one => Assert.InRange(picture.ShareOf(ThemeColours.Light.Grid(one), tolerance: 3), 0, 0.001));
    }

    // By the figures the server answers with, not by what the page made of them.
    private async Task<double[]> SharesOfAreaAsync()
    {
        var counties = JsonElement.Parse(await demo.Client.GetStringAsync("/api/counties", TestContext.Current.CancellationToken));
        var breaks = counties[0].GetProperty("densityBreaksPerSquareKilometre").EnumerateArray().Select(one => one.GetDouble()).ToArray();
        var areas = new double[7];
        foreach (var figure in (await demo.FiguresAsync()).Where(figure => figure.GetProperty("issuesEver").GetInt32() > 0))
            areas[ClassBreaks.ClassOf(figure.GetProperty("issuesPerSquareKilometre").GetDouble(), breaks)] += figure.GetProperty("areaSquareMetres").GetDouble();
        return [.. areas.Select(area => area / areas.Sum())];
    }
}
