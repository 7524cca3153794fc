using System.Text;

namespace GridMap.Browser.Tests;

/// <summary>Loading a county's own files in the browser.</summary>
public sealed class ImportPageTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    private const string County = "990202";

    private const string Good =
        """
        {"type":"Feature","properties":{"code":"N1","name":"北街网格"},"geometry":{"type":"Polygon","coordinates":[[[104,36],[104.01,36],[104.01,36.01],[104,36.01],[104,36]]]}}
        """;

    // The fourth point crosses to the other side.
    private const string Crossing =
        """
        {"type":"Feature","properties":{"code":"N2","name":"南街网格"},"geometry":{"type":"Polygon","coordinates":[[[104,35.99],[104.01,36],[104.01,35.99],[104,36],[104,35.99]]]}}
        """;

    private const string Mapping =
        """
        {"county":{"code":"990202","name":"新县","timeZone":"Asia/Shanghai"},"crs":"EPSG:4326","fields":{"code":{"column":"code"},"name":{"column":"name"}}}
        """;

    public async ValueTask InitializeAsync() => await server.StartAsync("A");

    [Fact]
    public async Task A_bad_ring_is_refused_with_its_number_and_reason_and_the_mended_file_is_stored_and_withdrawn()
    {
        var page = await PageAsync(server.Address);
        await page.GoAsync("/import?lang=zh");
        await Expect(page["import-page"]).ToBeVisibleAsync();
        await page["import-by-mapping"].ClickAsync();
        await Expect(page["import-county"]).ToHaveValueAsync(TestCounty.Code);
        await page["import-county"].FillAsync(County);
        await page["import-layer"].SelectOptionAsync("grids");
        await page["import-mapping"].FillAsync(Mapping);
        await page["import-rehearse"].UncheckAsync();

        await SendAsync(page, Good + ",\n" + Crossing);
        await Expect(page["import-problem"]).ToBeVisibleAsync();
        var row = page["findings"].Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        // The second feature, whatever line it stands in.
        await Expect(row.Locator("td").Nth(0)).ToHaveTextAsync("2");
        await Expect(row.Locator("td").Nth(3)).Not.ToBeEmptyAsync();
        await Expect(page["imports"].GetByText("grids.geojson")).ToHaveCountAsync(0);

        await SendAsync(page, Good);
        // Without a lead unit it is stored and not in force.
        await Expect(page["import-report"]).ToContainTextAsync("已存为草案");
        await Expect(page["imports"]).ToContainTextAsync("grids.geojson");

        await page["withdraw"].ClickAsync();
        await Expect(page["import-report"]).ToContainTextAsync("已撤回");
        await Expect(page["withdraw"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_without_a_file_or_a_county_says_what_is_missing()
    {
        var page = await PageAsync(server.Address);
        await page.GoAsync("/import?lang=zh");
        await Expect(page["import-page"]).ToBeVisibleAsync();
        await page["import-by-mapping"].ClickAsync();
        await Expect(page["import-county"]).ToHaveValueAsync(TestCounty.Code);
        await page["import-county"].FillAsync("12");
        await page["import-start"].ClickAsync();
        await Expect(page["import-page"].GetByRole(AriaRole.Alert)).ToHaveTextAsync(["县区代码为六位数字", "请选择文件"]);
    }

    private static async Task SendAsync(ViewerPage page, string features)
    {
        var file = $$"""{"type":"FeatureCollection","features":[{{"\n" + features + "\n"}}]}""";
        await page["import-file"].SetInputFilesAsync(new FilePayload
        {
            Name = "grids.geojson",
            MimeType = "application/geo+json",
            Buffer = Encoding.UTF8.GetBytes(file),
        });
        await page["import-start"].ClickAsync();
        await Expect(page["import-start"]).ToBeEnabledAsync();
    }
}
