using System.Net.Http.Headers;
using System.Text;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Work;
using GridMap.Server.Tests.Import.Awkward;
using GridMap.Testing;

namespace GridMap.Server.Tests.Divisions;

/// <summary>The county's list of division codes is taken from a file, and drafts are checked against it.</summary>
public sealed class DivisionCodesTests(PostgisFixture postgis)
{
    [Fact]
    public async Task A_draft_s_towns_and_communities_are_looked_for_in_the_list_by_code_and_name()
    {
        await using var county = await DraftAsync();
        var taken = await SendAsync(county, "编码,名称,上级\n990101001,城关街道办事处,990101\n990101001001,西街社区居委会,990101001\n990101001002,东街社区,990101001\n990102001001,邻县社区,990102001\n");
        Assert.Equal((200, new DivisionCodesTaken(3, 1)), (taken.Status, taken.Read<DivisionCodesTaken>()));
        Assert.Equal(["990101001000", "990101001001", "990101001002"], (await county.GetAsync<List<DivisionCode>>("division-codes")).Select(code => code.Code));

        // The town and its first community are called so there; the second has another name, the third is unknown.
        Assert.Equal("990101001002 990101001003", await UnknownAsync(county));
        Assert.Equal("division-codes.set", await county.SqlScalarAsync<string>(
            "SELECT content ->> 'action' FROM audit_entry WHERE content ->> 'entity' = 'county' ORDER BY sequence DESC LIMIT 1"));

        Assert.Equal(204, (await county.SendAsync(HttpMethod.Delete, "division-codes")).Status);
        Assert.Equal("draft", (await county.GetAsync<Division>("divisions/2")).Status);
        Assert.Equal("", await UnknownAsync(county));
    }

    [Theory]
    [InlineData("编码,名称\n990102001001,邻县社区\n", "no code that begins with 990101")]
    [InlineData("编码,名称\n990101001001,甲\n990101001001,乙\n", "a second time")]
    [InlineData("编码,名称\n990101001001,甲\n99010100100,乙\n", "'99010100100' in line 3")]
    [InlineData("编码,名称\n990101001001,\n990101001002,乙\n", "line 2 has no name")]
    [InlineData("甲,乙\n1,2\n", "no column with codes")]
    [InlineData("编码,上级\n990101001001,990101001\n", "no column with names")]
    public async Task A_file_that_is_no_such_list_is_refused_and_the_list_stays(string file, string reason)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await SendAsync(county, "编码,名称\n990101001001,西街社区\n");
        (await SendAsync(county, file)).AssertProblem(422, "file-refused", reason);
        Assert.Equal("西街社区", await county.SqlScalarAsync<string>("SELECT string_agg(name, ',') FROM division_code"));
    }

    [Fact]
    public async Task An_Excel_file_with_codes_as_numbers_is_a_list_too()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        using var workbook = TestWorkbook.Create(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>区划代码</t></is></c><c r="B1" t="inlineStr"><is><t>名称</t></is></c></row><row r="2"><c r="A2"><v>990101001001</v></c><c r="B2" t="s"><v>0</v></c></row>""", "莫𡐓村");

        Assert.Equal(200, (await SendAsync(county, workbook.Content.ToArray(), "代码.xlsx")).Status);

        Assert.Equal("990101001001 莫𡐓村", await county.SqlScalarAsync<string>("SELECT code || ' ' || name FROM division_code"));
    }

    [Fact]
    public async Task A_real_city_s_list_gives_the_county_s_own_with_its_rare_characters()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('620403', '平川区', 'Asia/Shanghai')");
        var villages = await SendAsync(county, await File.ReadAllTextAsync(SharedData.Find("cn-division-codes/villages_baiyin_6204.csv"), TestContext.Current.CancellationToken), "620403");
        Assert.Equal(new DivisionCodesTaken(94, 766), villages.Read<DivisionCodesTaken>());

        await county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('320282', '宜兴市', 'Asia/Shanghai')");
        var towns = await SendAsync(county, await File.ReadAllTextAsync(SharedData.Find("cn-division-codes/streets.csv"), TestContext.Current.CancellationToken), "320282");
        Assert.True(towns.Read<DivisionCodesTaken>().Codes > 10);
        Assert.Equal("湖㳇镇", await county.SqlScalarAsync<string>("SELECT name FROM division_code WHERE county_code = '320282' AND name LIKE '湖%镇' AND code LIKE '%000' AND name <> '湖父镇'"));
    }

    private static async Task<string> UnknownAsync(TestCounty county)
    {
        var asked = await county.SendAsync(HttpMethod.Post, "divisions/2/check");
        await Eventually.ReadAsync(() => county.GetAsync<PieceOfWork>(asked.Headers["Location"].Split($"{TestCounty.Code}/")[1]), work => work.IsOver);
        var found = (await county.GetAsync<FeatureCollection<DivisionDefect>>("divisions/2/defects?kind=unknown-code")).Features;
        Assert.All(found, defect => Assert.False(defect.Properties.IsTolerated));
        return string.Join(' ', found.Select(defect => defect.Properties.GridCodes.Single()).Order());
    }

    private async Task<TestCounty> DraftAsync()
    {
        var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.SendAsync(HttpMethod.Post, "divisions", new OpenDivision("草稿"));
        await county.SqlAsync(
            """
            INSERT INTO division_grid (county_code, division_id, grid_code, name, level, parent_code, geom)
            SELECT g.county_code, 2, c.code, c.name, c.level, c.parent, g.geom
            FROM division_grid AS g, (VALUES
                ('990101001', '城关街道', 'town', NULL), ('990101001001', '西街 社区', 'community', '990101001'),
                ('990101001002', '中街社区', 'community', '990101001'), ('990101001003', '北街社区', 'community', '990101001')) AS c (code, name, level, parent)
            WHERE g.division_id = 2 AND g.grid_code = 'A'
            """);
        return county;
    }

    private static Task<Answer> SendAsync(TestCounty county, string file, string code = TestCounty.Code) =>
        SendAsync(county, Encoding.UTF8.GetBytes(file), "codes.csv", code);

    private static async Task<Answer> SendAsync(TestCounty county, byte[] file, string name, string code = TestCounty.Code)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = name };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/counties/{code}/division-codes") { Content = new MultipartFormDataContent { content } };
        using var response = await county.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response, TestContext.Current.CancellationToken);
    }
}
