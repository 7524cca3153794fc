using System.IO.Compression;

namespace GridMap.Browser.Tests;

/// <summary>A county's own shapefile, from the disk into force, by hand.</summary>
public sealed class DivisionJourneyTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync("A");

    [Fact]
    public async Task A_GBK_shapefile_in_a_Gauss_Krueger_zone_is_imported_seen_repaired_in_one_overlap_published_and_on_the_map()
    {
        var page = await PageAsync(server.Address);
        await ImportAsync(page);
        await page["wizard-open-draft"].ClickAsync();

        // Real outlines: their overlaps are slivers, which stand folded beneath what blocks.
        await page["tolerated"].ClickAsync();
        await page["defects"].GetByTestId("defect").Filter(new() { HasText = "重叠" }).First.ClickAsync();
        await page.UntilAsync("gridmap.isIdle && gridmap.rendered('division-focus-place') > 0");
        var overlaps = await OverlapsAsync();
        await page["repair-one"].ClickAsync();
        await Expect(page["repair-change"].First).ToBeVisibleAsync();
        await page["repair-changes"].GetByRole(AriaRole.Button).First.ClickAsync();
        await page.UntilAsync("gridmap.isIdle && gridmap.rendered('division-before') > 0 && gridmap.rendered('division-after') > 0");
        Assert.Equal(overlaps, await OverlapsAsync());
        await page["accept-repair"].ClickAsync();
        await Expect(page["toast"].Last).ToContainTextAsync("请重新检查");
        await Expect(page["publish"]).ToBeDisabledAsync();
        await page["check"].ClickAsync();
        await Expect(page["publish"]).ToBeEnabledAsync();
        Assert.True(await OverlapsAsync() < overlaps);

        await page["accept-because"].FillAsync("牵头单位下周确定");
        await page["publish"].ClickAsync();
        await Expect(page["division-head"]).ToContainTextAsync("现行");
        await Expect(page["differences"]).ToContainTextAsync("新增");
        await page.UntilAsync("gridmap.rendered('division-added') > 0");

        await page.GoAsync("/?lang=zh&grid=" + await server.County.SqlScalarAsync<string>("SELECT min(grid_code) FROM grid WHERE name LIKE '街道网格%'"));
        await Expect(page["grid-title"]).ToContainTextAsync("街道网格");
        await page.UntilAsync("gridmap.isIdle && gridmap.rendered('grid-line') > 0");
        Assert.Equal([], page.Said);
    }

    private Task<long> OverlapsAsync() =>
        server.County.SqlScalarAsync<long>("SELECT count(*) FROM division_defect WHERE kind = 'overlap'");

    private static async Task ImportAsync(ViewerPage page)
    {
        await page.GoAsync("/import?lang=zh");
        await page["wizard-file"].SetInputFilesAsync(new FilePayload { Name = "网格.zip", MimeType = "application/zip", Buffer = Zip() });
        await Expect(page["wizard-rows"]).ToContainTextAsync("街道网格3");
        await Expect(page["wizard-crs-named"]).ToContainTextAsync("EPSG:4527");
        await page["wizard-next"].ClickAsync();
        await Expect(page["column-code"]).ToHaveValueAsync("网格编号");
        await page["wizard-next"].ClickAsync();
        await page["wizard-draft"].CheckAsync();
        await page["wizard-defects"].FillAsync("照原样");
        await page["wizard-import"].ClickAsync();
        await Expect(page["import-report"]).ToContainTextAsync("已存为草案");
    }

    private static byte[] Zip()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var extension in (string[])[".shp", ".shx", ".dbf", ".prj", ".cpg"])
                zip.CreateEntryFromFile(SharedData.Find($"awkward-files/derived/bj_cgcs2000_zone39_gbk{extension}"), "网格" + extension);
        }

        return packed.ToArray();
    }
}
