using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GridMap.Browser.Tests;

/// <summary>Finding a grid, and what the map and its card tell of it.</summary>
[Collection(DemoServer.Collection)]
public sealed partial class SelectionTests(Chromium chromium, DemoServer demo) : ViewerTest(chromium), IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await demo.StartAsync();

    [Fact]
    public async Task A_grid_tells_its_name_under_the_pointer_and_opens_its_card_at_a_click()
    {
        var clean = (await demo.FiguresAsync()).Where(figure => Unresolved(figure) == 0).MaxBy(figure => figure.GetProperty("areaSquareMetres").GetDouble());
        var middle = await demo.PlaceInAsync(Code(clean));
        var page = await OpenAsync(demo.Address, FormattableString.Invariant($"/?lang=zh&lon={middle.Longitude}&lat={middle.Latitude}&z=16"));
        var (x, y) = await page.OnScreenAsync(middle);
        await page.Page.Mouse.MoveAsync(x, y);
        await Expect(page.Page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync(Name(clean));

        await page.TapAsync(middle);

        await Expect(page["grid-title"]).ToHaveTextAsync(Name(clean));
        await Expect(page["grid-unresolved"]).ToHaveTextAsync("0");
        Assert.Contains($"grid={Code(clean)}", page.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_a_grid_opens_its_card_with_figures_lead_unit_and_phone()
    {
        var worst = await WorstAsync();
        var unit = (await demo.GetAsync($"grids/{Code(worst)}")).GetProperty("properties").GetProperty("leadUnit");

        var page = await OpenAsync(demo.Address, $"/?lang=zh&grid={Code(worst)}");

        await Expect(page["grid-title"]).ToHaveTextAsync(Name(worst));
        await Expect(page["grid-unresolved"]).ToHaveTextAsync(Unresolved(worst).ToString(CultureInfo.InvariantCulture));
        await Expect(page["issue-row"]).ToHaveCountAsync(Unresolved(worst));
        await Expect(page["card"]).ToContainTextAsync(unit.GetProperty("name").GetString()!);
        await Expect(page["phone"]).ToHaveTextAsync(unit.GetProperty("phone").GetString()!);
        await Expect(page["phone"]).ToHaveAttributeAsync("href", TelephoneLink());
    }

    [Fact]
    public async Task Going_back_closes_the_card_that_was_opened_last()
    {
        var page = await OpenAsync(demo.Address, "/?lang=zh");
        var first = await page["densest-row"].Nth(0).Locator(".what b").TextContentAsync();
        await page["densest-row"].Nth(0).ClickAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync(first!);
        await page["issue-row"].First.ClickAsync();
        await Expect(page["grid-title"]).ToBeHiddenAsync();

        await page.Page.GoBackAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync(first!);

        await page.Page.GoBackAsync();
        await Expect(page["densest-row"]).ToHaveCountAsync(10);

        await page.Page.GoForwardAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync(first!);
    }

    [Fact]
    public async Task The_ten_densest_grids_stand_in_order_and_zoom_to_each()
    {
        var expected = (await demo.FiguresAsync()).OrderByDescending(Density).ThenBy(Code, StringComparer.Ordinal).Take(10).Select(Name);
        var page = await OpenAsync(demo.Address, "/?lang=zh");
        await Expect(page["densest-row"].Locator(".what b")).ToHaveTextAsync(expected);
        var third = (await demo.FiguresAsync()).OrderByDescending(Density).ElementAt(2);

        await page["densest-row"].Nth(2).ClickAsync();

        await Expect(page["grid-title"]).ToHaveTextAsync(Name(third));
        await page.UntilAsync("gridmap.isIdle && new URLSearchParams(location.search).get('z') > 14");
        var (x, y) = await page.OnScreenAsync(await demo.PlaceInAsync(Code(third)));
        Assert.InRange(x, 292, 1052);
        Assert.InRange(y, 52, 900);
    }

    [Fact]
    public async Task Search_finds_a_grid_by_its_code_and_by_its_name()
    {
        var worst = await WorstAsync();
        var page = await OpenAsync(demo.Address, "/?lang=zh");

        await page["search"].FillAsync(Code(worst));
        await page["hits"].GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync(Name(worst));
        await page["close"].ClickAsync();

        await page["search"].FillAsync(Name(worst));
        await page["hits"].GetByText(Name(worst), new() { Exact = true }).First.ClickAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync(Name(worst));

        await page["search"].FillAsync("没有这样的地方");
        await Expect(page["hits"]).ToHaveTextAsync("没有找到");
    }

    private async Task<JsonElement> WorstAsync() => (await demo.FiguresAsync()).MaxBy(Density);

    private static double Density(JsonElement figure) => figure.GetProperty("issuesPerSquareKilometre").GetDouble();

    private static int Unresolved(JsonElement figure) => figure.GetProperty("unresolvedIssues").GetInt32();

    private static string Code(JsonElement figure) => figure.GetProperty("gridCode").GetString()!;

    private static string Name(JsonElement figure) => figure.GetProperty("name").GetString()!;

    [GeneratedRegex(@"^tel:\+?\d+$")]
    private static partial Regex TelephoneLink();
}
