using System.IO.Compression;
using System.Text;

namespace GridMap.Browser.Tests;

/// <summary>A county's own file, from the disk to a draft, by hand.</summary>
public sealed class ImportWizardTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync("A");

    [Fact]
    public async Task A_GBK_shapefile_in_a_Gauss_Krueger_zone_becomes_a_draft_without_a_word_of_JSON()
    {
        var page = await OpenAsync();
        await SendAsync(page, "网格.zip", Zip("bj_cgcs2000_zone39_gbk", ".shp", ".shx", ".dbf", ".prj", ".cpg"));
        await Expect(page["wizard-rows"]).ToContainTextAsync("街道网格3");
        await Expect(page["wizard-crs-named"]).ToContainTextAsync("EPSG:4527");
        await Expect(page["wizard-map"].Locator("path.shape")).ToHaveCountAsync(111);
        await Expect(page["wizard-datum"]).ToBeVisibleAsync();
        await page["wizard-next"].ClickAsync();

        await Expect(page["column-code"]).ToHaveValueAsync("网格编号");
        await Expect(page["column-name"]).ToHaveValueAsync("网格名称");
        await Expect(page["wizard-readings"]).ToContainTextAsync("责任网格");
        // Without the required column it does not go on.
        await page["column-name"].SelectOptionAsync("");
        await Expect(page["wizard-refusal"]).ToBeVisibleAsync();
        await Expect(page["wizard-next"]).ToBeDisabledAsync();
        await page["column-name"].SelectOptionAsync("网格名称");
        await Expect(page["wizard-refusal"]).ToHaveCountAsync(0);
        await page["wizard-next"].ClickAsync();

        await page["wizard-draft"].CheckAsync();
        await page["wizard-defects"].FillAsync("照原样");
        await page["wizard-import"].ClickAsync();
        await Expect(page["import-report"]).ToContainTextAsync("已存为草案");
        await Expect(page["wizard-division"]).ToContainTextAsync("草案");
        await Expect(page["wizard-open-draft"]).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("/divisions\\?county=.*draft=2"));
        await Expect(page["imports"]).ToContainTextAsync("网格.zip");
    }

    [Fact]
    public async Task What_only_somebody_who_looks_can_know_is_asked_before_it_goes_on()
    {
        var page = await OpenAsync();
        await SendAsync(page, "网格.zip", Zip("bj_cgcs2000_cm117_gbk", ".shp", ".shx", ".dbf"));
        await Expect(page["wizard-crs"]).ToBeVisibleAsync();
        await Expect(page["wizard-next"]).ToBeDisabledAsync();
        await page["wizard-crs-other"].FillAsync("EPSG:4548");
        await page["wizard-crs-other"].BlurAsync();
        await Expect(page["wizard-map"].Locator("path.shape")).ToHaveCountAsync(111);
        await Expect(page["wizard-next"]).ToBeDisabledAsync();
        await page["wizard-texts-right"].CheckAsync();
        await Expect(page["wizard-next"]).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_county_s_own_grid_is_tied_by_points_typed_in_and_shows_how_well()
    {
        var page = await OpenAsync();
        await SendAsync(page, "网格.zip", Zip("bj_cgcs2000_cm117_gbk", ".shp", ".shx", ".dbf"));
        await page["local-grid"].Locator("summary").ClickAsync();
        await page["local-grid-points"].FillAsync("点名\tx\ty\n一\t430000\t4400000\t430000\t4400000\n二\t460000\t4400000\t460000\t4400000\n三\t430000\t4430000\t430000\t4430000.05\n四,x,1,2,3\n");
        await page["local-grid-known"].FillAsync("EPSG:4548");
        await page["local-grid-fit"].ClickAsync();
        await Expect(page["local-grid-problem"]).ToContainTextAsync("第 5 行");
        await page["local-grid-points"].FillAsync("一\t430000\t4400000\t430000\t4400000\n二\t460000\t4400000\t460000\t4400000\n三\t430000\t4430000\t430000\t4430000.05\n");
        await page["local-grid-fit"].ClickAsync();
        await Expect(page["local-grid-residuals"].Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(page["local-grid-result"]).ToContainTextAsync("中误差 0.0");
        await Expect(page["wizard-map"].Locator("path.shape")).ToHaveCountAsync(111);
    }

    [Fact]
    public async Task Words_of_a_list_are_given_their_meaning_and_its_rows_imported()
    {
        var page = await OpenAsync();
        await page["wizard-target"].SelectOptionAsync("issues");
        await SendAsync(page, "问题.csv", Encoding.UTF8.GetBytes(
            "编号,问题类别,上报时间,状态,经度,纬度\n1,暴露垃圾,2026/3/1 8:05,已办结,104.002,36.498\n2,占道,2026/3/2 9:00,搁置,104.002,36.498\n"));
        await page["wizard-texts-right"].CheckAsync();
        await page["crs-EPSG:4326"].CheckAsync();
        await page["wizard-next"].ClickAsync();
        await Expect(page["wizard-faults"]).ToContainTextAsync("1");
        await page["word-status-搁置"].SelectOptionAsync("open");
        await Expect(page["wizard-faults"]).ToContainTextAsync("都能导入");
        await page["wizard-next"].ClickAsync();
        await page["wizard-import"].ClickAsync();
        await Expect(page["import-report"]).ToContainTextAsync("已入库");
    }

    [Fact]
    public async Task On_a_phone_every_step_fits_the_width()
    {
        var page = await OpenAsync(Screen.Phone);
        await SendAsync(page, "网格.zip", Zip("bj_cgcs2000_cm117_gbk", ".shp", ".shx", ".dbf"));
        await FitsAsync(page);
        await page["wizard-crs-other"].FillAsync("EPSG:4548");
        await page["wizard-crs-other"].BlurAsync();
        await page["wizard-texts-right"].CheckAsync();
        await page["wizard-next"].ClickAsync();
        await Expect(page["column-code"]).ToBeVisibleAsync();
        await FitsAsync(page);
    }

    private static async Task FitsAsync(ViewerPage page) =>
        Assert.True(await page["import-page"].EvaluateAsync<bool>("it => it.scrollWidth <= it.clientWidth"));

    private async Task<ViewerPage> OpenAsync(Screen? screen = null)
    {
        var page = await PageAsync(server.Address, screen);
        await page.GoAsync("/import?lang=zh");
        await Expect(page["wizard"]).ToBeVisibleAsync();
        return page;
    }

    private static async Task SendAsync(ViewerPage page, string name, byte[] content)
    {
        await page["wizard-file"].SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await Expect(page["wizard-rows"]).ToBeVisibleAsync();
    }

    private static byte[] Zip(string file, params string[] extensions)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var extension in extensions)
                zip.CreateEntryFromFile(SharedData.Find($"awkward-files/derived/{file}{extension}"), "网格" + extension);
        }

        return packed.ToArray();
    }
}
