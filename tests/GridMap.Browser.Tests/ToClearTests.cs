using System.Text;
using GridMap.Contracts.Access;
using GridMap.Contracts.Facilities;

namespace GridMap.Browser.Tests;

/// <summary>What a county drives to zero: dry toilets and open garbage pits.</summary>
[Collection(DemoServer.Collection)]
public sealed class ToClearTests(Chromium chromium, DemoServer demo) : ViewerTest(chromium), IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await demo.StartAsync();

    [Fact]
    public async Task Only_dry_toilets_and_open_pits_are_left_counted_and_taken_away_as_a_table()
    {
        // By a person: the browser sends its cookie with a download, but no header that a test adds.
        var page = await EnterAsync(demo.Address, await demo.AddAsync(Role.Viewer));
        await page.UntilAsync("gridmap.rendered('facility') > 0");
        var before = await page.Page.EvaluateAsync<int>("gridmap.rendered('facility')");

        await page["only-to-clear"].ClickAsync();
        await page.UntilAsync($"gridmap.rendered('facility') > 0 && gridmap.rendered('facility') < {before}");
        var expected = await NumberToClearAsync();
        await Expect(page["csv"].Locator(".n")).ToHaveTextAsync(expected.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page["csv"].ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("编号,外部编号,类型,", lines[0], StringComparison.Ordinal);
        Assert.Equal(expected, lines.Length - 1);
        Assert.All(lines[1..], line => Assert.True(line.Contains("toilet.dry", StringComparison.Ordinal) || line.Contains("waste.open_pit", StringComparison.Ordinal), line));

        await page["show-all"].ClickAsync();
        await page.UntilAsync($"gridmap.rendered('facility') === {before}");
    }

    private async Task<int> NumberToClearAsync()
    {
        var kinds = (await demo.GetAsync("")).GetProperty("facilitiesByKind");
        return FacilityKind.All.Where(kind => kind.MustBeCleared).Sum(kind => kinds.GetProperty(kind.Code).GetInt32());
    }
}
