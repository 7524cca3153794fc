using System.Text.Json;
using GridMap.Server.Platform;
using GridMap.Testing;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Tests.Import;

/// <summary>Real files made by others.</summary>
public sealed class RealDataTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Boston_s_densities_agree_with_an_independent_count()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        // Issues first: the grids that come after give them their places.
        Assert.Contains("121,145 added", await StoreIssuesAsync(trial));
        Assert.Contains("255 added", await StorePrecinctsAsync(trial));
        Assert.Equal(23, await trial.ScalarAsync<long>("SELECT count(*) FROM issue WHERE grid_id IS NULL"));
        Assert.Equal(197, await trial.ScalarAsync<long>("SELECT count(*) FROM issue WHERE resolved_before_reported"));
        Assert.Equal("0511,1713", await trial.ScalarAsync<string>(
            "SELECT string_agg(grid_code, ',' ORDER BY grid_code) FROM grid WHERE original_geom IS NOT NULL AND NOT ST_IsValid(original_geom)"));
        var independent = await CountIndependentlyAsync(trial);
        Assert.Equal(255, independent.Count);
        Assert.Equal(independent, await ServedCountsAsync(trial, independent.Values.Sum()));
    }

    [Fact]
    public async Task Boston_s_invalid_precincts_are_refused_unless_accepted()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var (exit, _, error) = await trial.ImportAsync([.. Precincts()]);
        Assert.Equal(3, exit);
        Assert.Equal(2, error.Split('\n').Count(line => line.Contains("a ring touches itself", StringComparison.Ordinal)));
        Assert.Contains("row 0511", error);
        Assert.Contains("row 1713", error);
        Assert.Equal(0, await trial.CountRowsAsync());
    }

    [Theory]
    [InlineData("hk_fehd_facilities_wgs84.geojson")]
    [InlineData("hk_fehd_zhheader_utf8bom.csv")]
    [InlineData("hk_fehd_zhheader_gb18030.csv")]
    public async Task Hong_Kong_s_facilities_are_the_same_in_every_encoding(string file)
    {
        var path = SharedData.Find($"hongkong-facilities/{file}");
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var mapping = file.EndsWith(".csv", StringComparison.Ordinal)
            ? trial.Write("m.json", ChineseMapping)
            : SharedData.Find("hongkong-facilities/mapping.json");
        var output = await trial.StoreAsync("facilities", path, "--county", "990002", "--mapping", mapping);
        Assert.Contains("1,527 rows read, 1,502 added", output);
        Assert.Contains("25 left out", output);
        Assert.Equal("䃟頭公廁", await trial.ScalarAsync<string>("SELECT DISTINCT name FROM facility WHERE name LIKE '䃟%'"));
        Assert.Equal(0, await trial.ScalarAsync<long>("SELECT count(*) FROM facility WHERE name <> btrim(name, U&'\\00A0 ')"));
        Assert.Equal(162, await trial.ScalarAsync<long>("SELECT count(*) FROM facility WHERE kind = 'waste.collection_station'"));
        Assert.Contains("0 added, 0 updated, 1,502 unchanged",
            await trial.StoreAsync("facilities", path, "--county", "990002", "--mapping", mapping));
    }

    private static string[] Precincts() =>
    [
        "grids", SharedData.Find("boston-precincts/boston_precincts_wgs84.geojson"), "--county", ImportTrial.County,
        "--mapping", SharedData.Find("boston-precincts/mapping.json"),
    ];

    private static Task<string> StorePrecinctsAsync(ImportTrial trial) => trial.StoreAsync([.. Precincts(), "--accept-defects", "as the city publishes them"]);

    private static Task<string> StoreIssuesAsync(ImportTrial trial) => trial.StoreAsync(
        "issues", SharedData.Find("boston-311/boston311_2015_core.csv.gz"), "--county", ImportTrial.County,
        "--mapping", SharedData.Find("boston-311/mapping.json"));

    // Every point against every precinct that its box holds, the lowest code first.
    private static async Task<SortedDictionary<string, int>> CountIndependentlyAsync(ImportTrial trial)
    {
        var grids = await trial.Database.Source.ListAsync("SELECT grid_code, geom FROM grid ORDER BY grid_code", [],
            row => (Code: row.GetString(0), Box: row.GetFieldValue<Geometry>(1).EnvelopeInternal, Area: new IndexedPointInAreaLocator(row.GetFieldValue<Geometry>(1))), Ct);
        var points = await trial.Database.Source.ListAsync("SELECT ST_X(geom), ST_Y(geom) FROM issue WHERE status = 'open'", [],
            row => new Coordinate(row.GetDouble(0), row.GetDouble(1)), Ct);
        var counts = new SortedDictionary<string, int>(grids.ToDictionary(grid => grid.Code, _ => 0), StringComparer.Ordinal);
        foreach (var point in points)
            if (grids.Find(grid => grid.Box.Covers(point) && grid.Area.Locate(point) != Location.Exterior).Code is { } code) counts[code]++;
        return counts;
    }

    private static async Task<SortedDictionary<string, int>> ServedCountsAsync(ImportTrial trial, int expectedSum)
    {
        await using var app = new GridMapApp(trial.Database, ownsDatabase: false);
        using var client = app.CreateClient();
        return await Eventually.ReadAsync(
            async () =>
            {
                using var page = JsonDocument.Parse(await client.GetStringAsync($"/api/counties/{ImportTrial.County}/density?geometry=false", Ct));
                var figures = page.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties"));
                return new SortedDictionary<string, int>(
                    figures.ToDictionary(grid => grid.GetProperty("gridCode").GetString()!, grid => grid.GetProperty("unresolvedIssues").GetInt32()), StringComparer.Ordinal);
            },
            counts => counts.Values.Sum() == expectedSum);
    }

    private const string ChineseMapping =
        """
        {
          "county": { "code": "990002", "name": "香港", "timeZone": "Asia/Hong_Kong" },
          "fields": {
            "externalId": { "column": "编号" }, "name": { "column": "名称" }, "address": { "column": "地址" },
            "openingHours": { "column": "开放时间" }, "longitude": { "column": "经度" }, "latitude": { "column": "纬度" },
            "kind": { "column": "设施类别", "values": {
              "公廁": "toilet.flush", "暢通易達洗手間": "toilet.flush", "通用洗手間": "toilet.flush",
              "公眾垃圾收集站": "waste.collection_station", "街市/熟食市場": "market.farmers", "小販市場": "market.temporary",
              "公共浴室": null } }
          }
        }
        """;
}
