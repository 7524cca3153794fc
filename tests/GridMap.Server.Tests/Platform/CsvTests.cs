using CsCheck;
using CsvHelper;
using CsvHelper.Configuration;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Platform;

public sealed class CsvTests(PostgisFixture postgis)
{
    [Fact]
    public async Task Issues_and_facilities_open_in_a_spreadsheet_in_Chinese()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.ReportIssueAsync(at: "A");
        await county.AddFacilityAsync(at: "outside");
        foreach (var (address, header, word, name) in new[]
            {
                ("issues.csv", "类别", "未解决", "问题-990101.csv"), ("facilities.csv", "类型", "旱厕", "设施-990101.csv"),
            })
        {
            using var response = await county.Client.GetAsync(address, TestContext.Current.CancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
            var rows = Parse(System.Text.Encoding.UTF8.GetString(bytes[3..]));
            Assert.Equal(2, rows.Count);
            Assert.Contains(header, rows[0]);
            Assert.Contains(word, rows[1]);
            Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal(name, response.Content.Headers.ContentDisposition!.FileNameStar);
            Assert.Contains("filename*=UTF-8''%", response.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Times_are_the_county_s_and_filters_hold()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.ReportIssueAsync(at: "A", category: "占道");
        await county.ReportIssueAsync(at: "A", category: "乱贴");
        await county.SqlAsync("UPDATE issue SET reported_at = '2026-03-31 16:30:00Z'");
        var rows = Parse((await county.SendAsync(HttpMethod.Get, "issues.csv?category=占道")).Text.TrimStart('\uFEFF'));
        Assert.Equal(["占道"], rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], "类别")]));
        Assert.Equal("2026-04-01 00:30", rows[1][Array.IndexOf(rows[0], "上报时间")]);
        (await county.SendAsync(HttpMethod.Get, "issues.csv?limit=5")).AssertProblem(400, "unknown-parameter", "limit");
        (await county.SendAsync(HttpMethod.Get, "../111111/issues.csv")).AssertProblem(404, "county-not-found");
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData(" =1+1")]
    [InlineData("\t=1")]
    [InlineData("＝1+1")]
    public async Task No_text_becomes_a_formula(string text)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(Guid.CreateVersion7(), text, county.At("A"), text, Address: text));
        await county.SendAsync(HttpMethod.Post, "facilities", new AddFacility(Guid.CreateVersion7(), "waste.bin", text, county.At("A"), text));
        foreach (var address in (string[])["issues.csv", "facilities.csv"])
        {
            var row = Parse((await county.SendAsync(HttpMethod.Get, address)).Text.TrimStart('\uFEFF'))[1];
            Assert.DoesNotContain(text, row);
            Assert.Contains("'" + text, row);
        }
    }

    [Fact]
    public void Any_texts_come_back_from_a_line_as_they_were() => Gen.String.Array[1, 6].Sample(texts =>
    {
        var read = Parse(CsvStream.Line(texts) + "\r\n").Single();
        for (var i = 0; i < texts.Length; i++)
            Assert.True(read[i] == texts[i] || read[i] == "'" + texts[i]);
    });

    [Fact]
    public void Numbers_are_not_texts() => Assert.Equal("-71.05,3,", CsvStream.Line([-71.05, 3L, null]));

    private static List<string[]> Parse(string text)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture) { IgnoreBlankLines = false });
        var rows = new List<string[]>();
        while (parser.Read()) rows.Add(parser.Record!);
        return rows;
    }
}
