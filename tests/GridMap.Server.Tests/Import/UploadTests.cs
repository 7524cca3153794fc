using System.IO.Compression;
using System.Net;
using System.Text;
using GridMap.Server.Import;
using GridMap.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Tests.Import;

public sealed class UploadTests(PostgisFixture postgis)
{
    private const string Mapping =
        """
        {"fields":{"category":{"column":"category"},"reportedAt":{"column":"reportedAt","format":"FORMAT"},
        "longitude":{"column":"longitude"},"latitude":{"column":"latitude"}}}
        """;

    private static readonly byte[] Issues = Encoding.UTF8.GetBytes(Files.Issues("1,a,2026-01-01,104.002,36.498"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_packed_file_is_taken_over_HTTP()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var (status, text) = await SendAsync(county, Pack(Issues));
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal(1, await county.SqlScalarAsync<long>("SELECT count(*) FROM issue"));
    }

    [Fact]
    public async Task A_packed_file_that_unfolds_without_end_or_is_cut_off_is_refused()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var (bomb, sentence) = await SendAsync(county, Pack(Encoding.UTF8.GetBytes(Files.IssueHeader + new string('\n', 40_000_000))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb);
        Assert.Contains("100 times its size", sentence);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(county, Pack(Issues)[..^12])).Status);
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM import_batch"));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("'")]
    [InlineData("")]
    public async Task A_mapping_with_a_format_that_is_none_is_refused(string format)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var (status, text) = await SendAsync(county, Issues, Mapping.Replace("FORMAT", format, StringComparison.Ordinal));
        Assert.True(status == HttpStatusCode.UnprocessableEntity, text);
    }

    [Theory]
    [InlineData("[]", "of another kind")]
    [InlineData("{}", "missing: 'fields'")]
    [InlineData("""{"fields":null}""", "must not be null")]
    [InlineData("""{"felds":{}}""", "at $.felds: this member is not known here")]
    public async Task A_broken_mapping_is_told_in_words_of_the_mapping(string mapping, string reason)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis);
        var (status, text) = await SendAsync(county, Issues, mapping);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(reason, System.Text.RegularExpressions.Regex.Unescape(text), StringComparison.Ordinal);
        Assert.DoesNotContain("GridMap.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_takes_no_larger_files_than_the_server()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        trial.Options.MaxFileBytes = ImportOptions.Of(Configured("1000")).MaxFileBytes;
        var path = trial.Write("a.csv", Files.Issues([.. Enumerable.Range(0, 100).Select(id => $"{id},a,2026-01-01,104,36")]));
        var (exit, _, error) = await trial.ImportAsync("issues", path, "--county", ImportTrial.County, "--name", "县");
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("is larger than", error, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => ImportOptions.Of(Configured("1")));
    }

    private static IConfiguration Configured(string mostBytes) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Import:MaxFileBytes"] = mostBytes }).Build();

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(TestCounty county, byte[] file, string? mapping = null)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(file), "file", "a.csv");
        if (mapping is not null) form.Add(new StringContent(mapping), "mapping", "m.json");
        using var response = await county.Client.PostAsync("imports/issues", form, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
