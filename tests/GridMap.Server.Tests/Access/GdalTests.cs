using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GridMap.Contracts.Access;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access;

/// <summary>GDAL, and so QGIS, reads with a key. Needs Debian's gdal-bin, which <c>./gridmap test</c> installs.</summary>
public sealed class GdalTests(PostgisFixture postgis)
{
    private const string Program = "ogr2ogr";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("issues?limit=1000", 3)]
    [InlineData("facilities", 2)]
    [InlineData("density", 2)]
    public async Task It_reads_GeoJSON_by_either_way_of_sending_the_key_and_not_without(string list, int features)
    {
        SkipWithoutGdal();
        await using var county = await CountyAsync();
        var key = await TestKeys.CreateAsync(county.Db, Role.Viewer, TestCounty.Code);
        var address = $"{county.Client.BaseAddress}{list}";

        Assert.Equal(features, Count(await ReadAsync(address, Header(key))));
        Assert.Equal(features, Count(await ReadAsync(address, Password(key))));
        Assert.Equal(0, Count(await ReadAsync(address, Header(key[..^4] + "AAAA"))));
        Assert.Equal(0, Count(await ReadAsync(address, Password("wrong"))));
        Assert.Equal(0, Count(await ReadAsync(address)));
    }

    [Fact]
    public async Task It_sees_of_an_area_what_lies_in_it()
    {
        SkipWithoutGdal();
        await using var county = await CountyAsync();
        var key = await TestKeys.CreateAsync(county.Db, Role.Inspector, TestCounty.Code, area: "A");

        Assert.Equal(2, Count(await ReadAsync($"{county.Client.BaseAddress}issues", Header(key))));
    }

    [Fact]
    public async Task It_reads_a_tile_with_a_key()
    {
        SkipWithoutGdal();
        await using var county = await CountyAsync();
        var key = await TestKeys.CreateAsync(county.Db, Role.Viewer, TestCounty.Code);
        var tile = new Uri(county.Client.BaseAddress!, "/tiles/990101/grids/14/12925/6405.mvt");
        string[] how = ["-oo", "X=12925", "-oo", "Y=6405", "-oo", "Z=14"];

        Assert.NotEqual(0, Count(await ReadAsync($"/vsicurl_streaming/{tile}", Header(key), how)));
        Assert.NotEqual(0, Count(await ReadAsync($"/vsicurl_streaming/{tile}", Password(key), how)));
        Assert.Equal(0, Count(await ReadAsync($"/vsicurl_streaming/{tile}", Password("wrong"), how)));
    }

    private static (string Name, string Value) Header(string key) => ("GDAL_HTTP_HEADERS", $"Authorization: Bearer {key}");

    private static (string Name, string Value) Password(string key) => ("GDAL_HTTP_USERPWD", $"qgis:{key}");

    private async Task<TestCounty> CountyAsync()
    {
        var county = await TestCounty.ListenAsync(postgis, "A B");
        foreach (var place in new[] { "A", "A", "B" }) await county.ReportIssueAsync(place);
        foreach (var place in new[] { "A", "B" }) await county.AddFacilityAsync(place);
        return county;
    }

    // What it writes as GeoJSON; nothing where it cannot read.
    private static async Task<string> ReadAsync(string address, (string Name, string Value)? setting = null, params string[] options)
    {
        var start = new ProcessStartInfo(Program, [.. options, "-f", "GeoJSON", "/vsistdout/", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (setting is { } said) start.Environment[said.Name] = said.Value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return process.ExitCode == 0 ? output : $"{{\"features\":[],\"why\":{JsonSerializer.Serialize(await errors)}}}";
    }

    private static int Count(string text) => JsonElement.Parse(text).GetProperty("features").GetArrayLength();

    private static void SkipWithoutGdal()
    {
        var isThere = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));
        if (!isThere && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip($"{Program} is not installed (Debian: gdal-bin).");
        Assert.True(isThere, $"{Program} is not installed (Debian: gdal-bin).");
    }
}
