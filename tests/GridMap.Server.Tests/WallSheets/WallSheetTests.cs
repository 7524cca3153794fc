using System.Text;
using GridMap.Server.Platform;
using GridMap.Testing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace GridMap.Server.Tests.WallSheets;

/// <summary>Sheets as somebody gets them: what is on them can be read and found.</summary>
public sealed class WallSheetTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_code_unit_person_and_phone_is_found_as_it_is_written()
    {
        await using var county = await CountyAsync();
        using var sheet = await OpenAsync(county, "wall-sheet.pdf");

        var text = Text(sheet);
        foreach (var said in new[]
                 {
                     "测试县网格化管理责任图", "A网格", "B网格", "C网格", "D网格", "北街道", "城关镇（一）", "0900-1111111", "住建局", "0900-2222222", "县委大院",
                     "李副县长", "王网格员13900000001", "赵县长13900000002", "网格编号", "牵头单位", "责任网格4个", "CGCS2000", "比例尺1:", "主要道路", "解放路",
                     "第1版网格划分“第一版”", "制图日期",
                 })
            Assert.Contains(said, text, StringComparison.Ordinal);
        // Radicals that share a glyph with 网 and 长, as fonts have them.
        Assert.DoesNotContain(text, c => c is '⽹' or '⻓');
    }

    [Fact]
    public async Task Who_answers_is_who_the_nearest_area_names()
    {
        await using var county = await CountyAsync();
        using var sheet = await OpenAsync(county, "wall-sheet.pdf?paper=A1&orientation=landscape");

        // What stands on one line of the sheet, from left to right.
        var rows = string.Join('\n', Rows(sheet.GetPage(1)));
        foreach (var row in new[]
                 {
                     "1CC网格住建局0900-2222222赵县长13900000002", "2DD网格县委大院赵县长13900000002",
                     "3AA网格城关镇（一）0900-1111111李副县长王网格员13900000001", "4BB网格城关镇（一）0900-1111111李副县长赵县长13900000002",
                 })
            Assert.Contains(row, rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_towns_sheet_shows_that_town_and_the_streets_around_it()
    {
        await using var county = await CountyAsync();
        using var sheet = await OpenAsync(county, "wall-sheet.pdf?area=T1&paper=A2");

        var text = Text(sheet);
        Assert.Contains("测试县北街道网格化管理责任图", text, StringComparison.Ordinal);
        Assert.Contains("责任网格2个", text, StringComparison.Ordinal);
        Assert.Contains("A网格", text, StringComparison.Ordinal);
        Assert.DoesNotContain("C网格", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_first_page_cannot_hold_stands_on_others_and_nothing_is_left_out()
    {
        await using var county = await CountyAsync();
        await county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, parent_grid_id, geom, area_square_metres)
            SELECT $1, 1000 + n, 'WG' || lpad(n::text, 4, '0') || 'Z', '网格第' || n || '号', 'responsibility', 21, ST_Multi(geom), ST_Area(geom::geography)
            FROM generate_series(1, 700) AS n,
                LATERAL (SELECT ST_MakeEnvelope(104.1 + n % 30 / 200.0, 36.3 + n / 30 / 200.0, 104.105 + n % 30 / 200.0, 36.305 + n / 30 / 200.0, 4326) AS geom) AS made
            """, TestCounty.Code);
        await county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        using var sheet = await OpenAsync(county, "wall-sheet.pdf?paper=A3&lang=en");

        Assert.True(sheet.NumberOfPages > 1);
        var text = Text(sheet);
        Assert.Equal(Enumerable.Range(1, 700).Select(n => $"WG{n:0000}Z"), Enumerable.Range(1, 700).Select(n => $"WG{n:0000}Z").Where(code => text.Contains(code, StringComparison.Ordinal)));
        Assert.Contains("704responsibilitygrids", text, StringComparison.Ordinal);
        Assert.Contains($"Page1of{sheet.NumberOfPages}", text, StringComparison.Ordinal);
        foreach (var page in sheet.GetPages()) AssertWithin(page);
    }

    [Theory]
    [InlineData("A0", "landscape", 1189, 841)]
    [InlineData("A1", "portrait", 594, 841)]
    [InlineData("A2", "landscape", 594, 420)]
    [InlineData("A3", "portrait", 297, 420)]
    public async Task Paper_is_as_large_as_was_asked_for(string paper, string orientation, double width, double height)
    {
        await using var county = await CountyAsync();
        using var sheet = await OpenAsync(county, $"wall-sheet.pdf?paper={paper}&orientation={orientation}");

        var page = sheet.GetPage(1);
        Assert.Equal((width, height), (Math.Round(page.Width / 72 * 25.4), Math.Round(page.Height / 72 * 25.4)));
        AssertWithin(page);
    }

    [Theory]
    [InlineData("A B C D E F", 1189)]
    [InlineData("A / B / C / D / E / F", 841)]
    public async Task Paper_lies_or_stands_as_the_county_does(string drawing, double width)
    {
        SheetFont.Find();
        await using var county = await TestCounty.CreateIdleAsync(postgis, drawing);
        using var sheet = await OpenAsync(county, "wall-sheet.pdf");
        Assert.Equal(width, Math.Round(sheet.GetPage(1).Width / 72 * 25.4));
    }

    [Fact]
    public async Task A_character_that_no_font_has_is_marked_and_keeps_nothing_else_from_being_drawn()
    {
        await using var county = await CountyAsync();
        // A private character of the lists of division codes (高村), an unassigned one, and a line break.
        await county.SqlAsync("UPDATE grid SET name = '高' || chr(57712) || '村' || chr(10) || chr(917504) || '组' WHERE grid_code = 'A'");
        using var sheet = await OpenAsync(county, "wall-sheet.pdf");
        Assert.Contains("高〓村", Text(sheet), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_the_countys()
    {
        await using var county = await CountyAsync();
        await county.SqlAsync("UPDATE county SET time_zone = 'Pacific/Kiritimati'");
        await county.SqlAsync("UPDATE division SET published_at = '2026-02-28T11:30:00Z'");
        using var sheet = await OpenAsync(county, "wall-sheet.pdf");
        Assert.Contains("自2026年3月1日起施行", Text(sheet), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grids_that_overlap_leave_holes_and_are_of_several_parts_are_drawn_all_the_same()
    {
        SheetFont.Find();
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B A / C . D / A E E");
        await county.SqlAsync("UPDATE grid SET geom = ST_Multi(ST_Buffer(geom, 0.0011)) WHERE grid_code IN ('B', 'C')");
        await county.SqlAsync("UPDATE grid SET geom = ST_Multi(ST_Buffer(geom, -0.0000001)) WHERE grid_code = 'D'");
        using var sheet = await OpenAsync(county, "wall-sheet.pdf?paper=A3");
        var text = Text(sheet);
        foreach (var grid in new[] { "A", "B", "C", "D", "E" }) Assert.Contains($"{grid}网格", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paper=A4", "paper")]
    [InlineData("orientation=upright", "orientation")]
    [InlineData("lang=fr", "lang")]
    public async Task What_cannot_be_drawn_is_told(string asked, string parameter)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        (await county.SendAsync(HttpMethod.Get, $"wall-sheet.pdf?{asked}")).AssertProblem(400, "bad-parameter", $"'{parameter}'");
    }

    [Fact]
    public async Task Without_such_an_area_or_without_grids_there_is_no_sheet()
    {
        SheetFont.Find();
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        (await county.SendAsync(HttpMethod.Get, "wall-sheet.pdf?area=Z")).AssertProblem(404, "not-found", "'Z'");
        await county.SqlAsync("DELETE FROM grid_within");
        await county.SqlAsync("DELETE FROM grid");
        (await county.SendAsync(HttpMethod.Get, "wall-sheet.pdf")).AssertProblem(409, "conflict", "no responsibility grids");
    }

    [Theory]
    [InlineData("/nowhere/font.ttf")]
    [InlineData("/etc/hostname")]
    public async Task Without_a_font_the_package_is_named(string file)
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A", ("WallSheets:Fonts", file));
        (await county.SendAsync(HttpMethod.Get, "wall-sheet.pdf")).AssertProblem(503, "font-missing", "fonts-wqy-microhei");
    }

    [Fact]
    public async Task The_file_is_named_by_area_paper_and_day()
    {
        await using var county = await CountyAsync();
        using var answer = await county.Client.GetAsync(new Uri("wall-sheet.pdf?area=T1&paper=A3", UriKind.Relative), Ct);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches(@"^挂图-T1-A3-\d{8}\.pdf$", answer.Content.Headers.ContentDisposition!.FileNameStar);
    }

    // A town T1 of A and B, whose unit answers for B and A; C has its own; the county answers for D. A has a contact of its own.
    private async Task<TestCounty> CountyAsync()
    {
        SheetFont.Find();
        var county = await TestCounty.CreateIdleAsync(postgis, "A B / C D");
        await county.SqlAsync(
            """
            INSERT INTO unit (county_code, unit_code, name, kind, phone) VALUES
                ($1, 'U1', '城关镇（一）', 'territorial', '0900-1111111'), ($1, 'U2', '住建局', 'functional', '0900-2222222'), ($1, 'U3', '县委大院', 'territorial', NULL),
                ($1, 'P1', '李副县长', 'person', '0900-3'), ($1, 'P2', '王网格员', 'person', '13900000001'), ($1, 'P3', '赵县长', 'person', '13900000002')
            """, TestCounty.Code);
        await county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, lead_unit_code, geom, area_square_metres)
            SELECT $1, 21, 'T1', '北街道', 'town', 'U1', shape, ST_Area(shape::geography)
            FROM (SELECT ST_Multi(ST_Union(geom)) AS shape FROM grid WHERE county_code = $1 AND grid_code IN ('A', 'B')) AS parts
            """, TestCounty.Code);
        await county.SqlAsync("UPDATE grid SET parent_grid_id = 21 WHERE county_code = $1 AND grid_code IN ('A', 'B')", TestCounty.Code);
        await county.SqlAsync("UPDATE grid SET lead_unit_code = 'U2' WHERE county_code = $1 AND grid_code = 'C'", TestCounty.Code);
        await county.SqlAsync("INSERT INTO county_responsibility (county_code, lead_unit_code) VALUES ($1, 'U3')", TestCounty.Code);
        await county.SqlAsync(
            """
            INSERT INTO area_responsible (county_code, area_code, role, unit_code, position) VALUES
                ($1, 'T1', 'leader', 'P1', 1), ($1, 'A', 'contact', 'P2', 1), ($1, '', 'contact', 'P3', 1)
            """, TestCounty.Code);
        await county.SqlAsync("INSERT INTO street (county_code, street_id, external_id, name, class, geom) VALUES ($1, 1, 'S1', '解放路', 'main', 'SRID=4326;MULTILINESTRING((104 36.4995, 104.016 36.4995))')", TestCounty.Code);
        await county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        return county;
    }

    private static async Task<PdfDocument> OpenAsync(TestCounty county, string address) => PdfDocument.Open(await county.Client.GetByteArrayAsync(address, Ct));

    // In the order of drawing, without the spaces that a page does not hold anyway.
    private static string Text(PdfDocument sheet)
    {
        var text = new StringBuilder();
        foreach (var page in sheet.GetPages())
            foreach (var letter in page.Letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value))) text.Append(letter.Value);
        return text.ToString();
    }

    private static IEnumerable<string> Rows(Page page)
    {
        var (left, top) = page.Letters.Where(letter => letter.Value == "序").Select(letter => letter.StartBaseLine).MaxBy(place => place.Y) is var place ? (place.X - 1, place.Y - 2) : default;
        return page.Letters.Where(letter => letter.StartBaseLine.X > left && letter.StartBaseLine.Y < top && !string.IsNullOrWhiteSpace(letter.Value))
            .GroupBy(letter => Math.Round(letter.StartBaseLine.Y)).OrderByDescending(row => row.Key)
            .Select(row => string.Concat(row.OrderBy(letter => letter.StartBaseLine.X).Select(letter => letter.Value)))
            .Where(row => char.IsAsciiDigit(row[0]) && row.Contains("网格", StringComparison.Ordinal));
    }

    private static void AssertWithin(Page page) => Assert.All(page.Letters, letter => Assert.True(
        letter.StartBaseLine.X >= 0 && letter.EndBaseLine.X <= page.Width && letter.StartBaseLine.Y >= 0 && letter.StartBaseLine.Y <= page.Height,
        $"{letter.Value} at {letter.StartBaseLine}"));
}
