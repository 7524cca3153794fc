using System.Text;
using GridMap.Server.Audit;
using GridMap.Server.Import;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import;

/// <summary>Whatever is wrong with a file: one sentence with the place, the right exit code, and nothing stored.</summary>
public sealed class BadInputTests(PostgisFixture postgis)
{
    /// <summary>Layer, file name, content, exit code, words of the sentence.</summary>
    public static TheoryData<string, string, string, int, string[]> Bad => new()
    {
        // The whole file.
        { "issues", "a.csv", "", 2, ["The file is empty."] },
        { "issues", "a.csv", Files.IssueHeader, 2, ["The file holds no rows."] },
        { "issues", "a.csv", "PK\u0003\u0004xxxx", 2, ["The ZIP archive is damaged"] },
        { "issues", "a.xml", "<html/>", 2, ["XML or HTML"] },
        { "issues", "a.geojson", "hello", 2, ["does not start with '{'"] },
        { "issues", "a.csv", "externalId,category,longitude,latitude\n1,a,104,36\n", 2, ["has no column 'reportedAt'", "it has: externalId, category, longitude, latitude"] },
        { "issues", "a.csv", "externalId,category,reportedAt\n1,a,2026-01-01\n", 2, ["has no column 'longitude'"] },
        { "issues", "a.csv", "externalId,category,category,reportedAt,longitude,latitude\n1,a,b,2026-01-01,104,36\n", 2, ["2 columns called 'category'"] },
        { "grids", "a.csv", "code,name\nA,a\n", 2, ["A table cannot hold the shapes of grids"] },
        { "grids", "a.geojson", """{"type":"FeatureCollection","features":[""", 2, ["Line 1", "JSON"] },
        { "grids", "a.geojson", "{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\":\"Feature\",\n\"geometry\":{\"coordinates\":[NaN,36]}}]}", 2, ["Line 4, byte 28", "'N' is an invalid start of a value"] },
        { "grids", "a.geojson", """{"type":"FeatureCollection","features":[]} {"more":1}""", 2, ["stands after the end"] },
        { "grids", "a.geojson", """{"type":"Topology","objects":{}}""", 2, ["no \"features\""] },
        { "grids", "a.geojson", """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2100"}},"features":[]}""", 2, ["The file's coordinate system cannot be used", "2100"] },
        { "units", "a.geojson", Files.Collection(Files.Feature("""{"Code":"A"}""", "null")), 2, ["has no column 'code'", "it has: Code"] },
        { "units", "a.geojson", Nested(80), 2, ["Line 1", "depth"] },

        // One row.
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,abc,36"), 3, ["line 2, column longitude, row 1: 'abc' is not a finite number"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,104,36", "2,a,2026-01-01,NaN,36"), 3, ["line 3, column longitude, row 2", "'NaN'"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,1e400,36"), 3, ["line 2, column longitude", "'1e400' is not a finite number"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,204,36"), 3, ["line 2", "(204, 36)", "outside longitude"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,36,104"), 3, ["line 2", "look swapped"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,,36"), 3, ["line 2, column longitude, row 1: The longitude is missing."] },
        { "issues", "a.csv", Files.Issues("1,,2026-01-01,104,36"), 3, ["line 2, column category, row 1: The category is missing."] },
        { "issues", "a.csv", Files.Issues("1,a,01/02/2026,104,36"), 3, ["line 2, column reportedAt", "'01/02/2026' is not a time written as ISO 8601"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,104,36,7"), 3, ["line 2", "has 6 columns, the header 5"] },
        { "issues", "a.csv", Files.Issues("1,a,2026-01-01,104,36", "1,b,2026-01-01,104,36"), 3, ["line 3, column externalId, row 1: '1' stands on line 2 already"] },
        { "issues", "a.csv", "category,reportedAt,longitude,latitude,unitCode\na,2026-01-01,104,36,U9\n", 3, ["line 2, column unitCode: There is no unit 'U9'"] },
        { "issues", "a.csv", "category,reportedAt,longitude,latitude,status\na,2026-01-01,104,36,shut\n", 3, ["'shut' is not a status; known are: open, resolved"] },
        { "issues", "a.csv", "category,reportedAt,longitude,latitude,severity\na,2026-01-01,104,36,2.5\n", 3, ["2.5 is not a whole number from 1 to 3"] },
        { "issues", "a.csv", "category,reportedAt,longitude,latitude,status,resolvedAt\na,2026-01-01,104,36,open,2026-01-02\n", 3, ["open and yet has a time at which it was resolved"] },
        { "facilities", "a.csv", "kind,longitude,latitude\ntoilet.golden,104,36\n", 3, ["'toilet.golden' is not a kind; known are: market.farmers"] },
        { "grids", "a.geojson", Grid("null"), 3, ["feature 1, column geometry, row A: The feature has no geometry."] },
        { "grids", "a.geojson", Grid("""{"type":"Point","coordinates":[104,36]}"""), 3, ["is a Point; grids are areas"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[]}"""), 3, ["is empty"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[]]}"""), 3, ["a ring without positions"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[[104,36],[104.01,36],[104.01,36.01],[104,36.01]]]}"""), 3, ["feature 1", "is not closed", "(104, 36.01)"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[[104,36],[104.02,36.02],[104.02,36],[104,36.02],[104,36]]]}"""), 3, ["feature 1, column geometry, row A", "(104.01, 36.01)", "its rings cross"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[[104,36],[1e400,36],[104.01,36.01],[104,36]]]}"""), 3, ["1e400, which is not a finite number"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[[104,36],["x",36],[104.01,36.01],[104,36]]]}"""), 3, ["\"x\", which is not a number"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[[36,104],[36.01,104],[36.01,104.01],[36,104]]]}"""), 3, ["look swapped"] },
        { "grids", "a.geojson", Grid("""{"type":"Polygon","coordinates":[[[416000,4012000],[416100,4012000],[416100,4012100],[416000,4012000]]]}"""), 3, ["is the coordinate system right?"] },
        { "grids", "a.geojson", Grid("""{"type":"GeometryCollection","geometries":[]}"""), 3, ["has no array of coordinates"] },
        { "grids", "a.geojson", Files.Collection(Files.Feature("""{"code":"A","name":"a","parentCode":"Z"}""", Files.Square(104))), 3, ["feature 1, column parentCode, row A: Its parent 'Z' is neither in the file nor in the county"] },
        { "grids", "a.geojson", Files.Collection(Files.Feature("""{"code":"A","name":"a"}""", Files.Square(104)), Files.Feature("""{"code":"A","name":"b"}""", Files.Square(105))).Replace("\n", "", StringComparison.Ordinal), 3, ["feature 2, column code, row A: 'A' stands in feature 1 already"] },
        { "grids", "a.geojson", Files.Collection(Files.Feature("""{"code":"A","name":"a","parentCode":"A"}""", Files.Square(104))), 3, ["Its parent 'A' is not of a higher level"] },
        { "units", "a.csv", "code,name,parentCode\nA,a,B\nB,b,A\n", 3, ["line 2", "It is its own parent, by way of 'B'"] },
        { "streets", "a.geojson", Files.Collection(Files.Feature("""{"name":"路"}""", """{"type":"LineString","coordinates":[[104,36]]}""")), 3, ["has one position"] },
        { "facilities", "a.geojson", Files.Collection(Files.Feature("""{"kind":"toilet.dry","name":"\ud800"}""", """{"type":"Point","coordinates":[104,36]}""")), 3, ["half a character"] },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Is_refused_with_the_place(string layer, string name, string content, int exit, string[] words)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var (actual, _, error) = await trial.ImportAsync(layer, trial.Write(name, content), "--county", ImportTrial.County, "--name", "县");
        Assert.Equal(exit, actual);
        Assert.All(words, word => Assert.Contains(word, error));
        Assert.DoesNotContain("   at ", error);
        Assert.Equal(0, await trial.CountRowsAsync());
    }

    [Theory]
    [InlineData("no options", 2, "issues")]
    [InlineData("--county is missing", 2, "issues", "a.csv")]
    [InlineData("There is no option --force", 2, "issues", "a.csv", "--county", "990001", "--force")]
    [InlineData("--county needs a value", 2, "issues", "a.csv", "--county")]
    [InlineData("is given twice", 2, "issues", "a.csv", "--county", "990001", "--county", "990002")]
    [InlineData("There is no file 'a.csv'", 2, "issues", "a.csv", "--county", "990001")]
    [InlineData("There is no layer 'pits'", 2, "pits", "a.csv", "--county", "990001")]
    public async Task A_command_that_says_too_little_is_explained(string words, int exit, params string[] args)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var (actual, _, error) = await trial.ImportAsync(args);
        Assert.Equal(exit, actual);
        Assert.Contains(words == "no options" ? "Usage: gridmap import" : words, error);
    }

    [Theory]
    [InlineData("990009", null, "There is no county '990009'; give its name to create it.")]
    [InlineData("9900", "县", "'9900' is not a county code; it has six digits.")]
    public async Task An_unknown_county_is_refused(string code, string? name, string sentence)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        string[] naming = name is null ? [] : ["--name", name];
        var (exit, _, error) = await trial.ImportAsync(["issues", trial.Write("a.csv", Files.Issues("1,a,2026-01-01,104,36")), "--county", code, .. naming]);
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains(sentence, error);
        Assert.Equal(0, await trial.CountRowsAsync());
    }

    [Theory]
    [InlineData("""{"fields":{"category":{"column":"category"}}}""", "The mapping does not say which column holds 'reportedAt'")]
    [InlineData("""{"fields":{"categorie":{"column":"x"}}}""", "names the field 'categorie', which issues do not have")]
    [InlineData("""{"fields":{"category":{"colum":"x"}}}""", "The mapping cannot be read. Line 1")]
    [InlineData("""{"fields":{},"county":{"code":"990002","name":"乙","timeZone":"Asia/Shanghai"}}""", "The mapping is for county 990002 (乙)")]
    [InlineData("""{"fields":{},"encoding":"morse"}""", "the encoding 'morse'; GridMap reads utf-8 and gb18030")]
    [InlineData("""{"fields":""", "The mapping cannot be read. Line 1")]
    public async Task A_bad_mapping_is_refused(string mapping, string sentence)
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var fields = """{"category":{"column":"category"},"reportedAt":{"column":"reportedAt"},"longitude":{"column":"longitude"},"latitude":{"column":"latitude"}}""";
        var json = mapping.Replace("\"fields\":{}", "\"fields\":" + fields, StringComparison.Ordinal);
        var (exit, _, error) = await trial.ImportAsync("issues", trial.Write("a.csv", Files.Issues("1,a,2026-01-01,104,36")),
            "--county", ImportTrial.County, "--name", "县", "--mapping", trial.Write("m.json", json));
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains(sentence, error);
        Assert.Equal(0, await trial.CountRowsAsync());
    }

    [Theory]
    [InlineData("gb18030", "utf-8", "The mapping says utf-8, but line 2 of the file is not")]
    [InlineData("utf-8", "gb18030", "The mapping says gb18030, but the file is UTF-8")]
    public async Task An_encoding_that_is_not_the_stated_one_is_refused(string written, string stated, string sentence)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var file = trial.Write("a.csv", Files.Issues("1,暴露垃圾,2026-01-01,104,36"), Encoding.GetEncoding(written));
        var mapping = """{"encoding":"STATED","fields":{"category":{"column":"category"},"reportedAt":{"column":"reportedAt"},"longitude":{"column":"longitude"},"latitude":{"column":"latitude"}}}"""
            .Replace("STATED", stated, StringComparison.Ordinal);
        var (exit, _, error) = await trial.ImportAsync("issues", file, "--county", ImportTrial.County, "--name", "县", "--mapping", trial.Write("m.json", mapping));
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains(sentence, error);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_in_any_encoding_are_refused()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        byte[] bytes = [.. Encoding.ASCII.GetBytes(Files.IssueHeader), 0xFF, 0xFF, (byte)'\n'];
        var (exit, _, error) = await trial.ImportAsync("issues", trial.Write("a.csv", bytes), "--county", ImportTrial.County, "--name", "县");
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("in no encoding GridMap reads: line 2 is not UTF-8", error);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_packed_or_not()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var importer = new Importer(trial.Database.Source, new ImportOptions { MaxFileBytes = 1000 });
        var large = Encoding.UTF8.GetBytes(Files.IssueHeader + new string(' ', 2000));
        foreach (var content in new[] { large, Pack(large) })
        {
            using var stream = new MemoryStream(content);
            var request = new ImportRequest(Server.Import.Layers.Layer.Find("issues")!, ImportTrial.County, stream, "a.csv") { Actor = Actor.CommandLine, CountyName = "县" };
            var refused = await Assert.ThrowsAsync<FileRefusedException>(() => importer.RunAsync(request, _ => { }, Ct));
            Assert.Equal(413, refused.Status);
        }
    }

    [Fact]
    public async Task A_packed_file_that_unfolds_too_far_is_refused()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var path = trial.Write("bomb.csv.gz", Pack(Encoding.UTF8.GetBytes(Files.IssueHeader + new string(' ', 40_000_000))));
        var (exit, _, error) = await trial.ImportAsync("issues", path, "--county", ImportTrial.County, "--name", "县");
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("unfolds into more than 100 times its size", error);
    }

    [Fact]
    public async Task Swapped_axes_that_stay_in_range_are_seen_by_the_county_s_grids()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        // At 36.5 east, 36.005 north and exchanged, both are positions on earth.
        await trial.StoreAsync("grids", trial.Write("g.geojson", Files.Grids(36.5)), "--county", ImportTrial.County, "--name", "县");
        var (exit, _, error) = await trial.ImportAsync("issues", trial.Write("a.csv", Files.Issues("1,a,2026-01-01,36.005,36.505")), "--county", ImportTrial.County);
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("look swapped: as the file has them 0 points lie in the county's grids, exchanged 1 would", error);
    }

    [Fact]
    public async Task Skipping_refused_rows_stores_the_others_and_lists_the_refused()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var file = trial.Write("a.csv", Files.Issues("1,a,2026-01-01,104,36", "2,a,2026-01-01,999,36", "3,a,2026-01-01,104,36"));
        var (exit, output, error) = await trial.ImportAsync("issues", file, "--county", ImportTrial.County, "--name", "县", "--skip-refused");
        Assert.Equal(ImportCommand.Stored, exit);
        Assert.Contains("2 added", output);
        Assert.Contains("line 3", error);
        Assert.Equal("1,3", await trial.ScalarAsync<string>("SELECT string_agg(external_id, ',' ORDER BY external_id) FROM issue"));
    }

    private static string Grid(string geometry) => Files.Collection(Files.Feature("""{"code":"A","name":"甲"}""", geometry));

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"type\":", depth)) + "1" + new string('}', depth);

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.SmallestSize)) gzip.Write(content);
        return packed.ToArray();
    }
}
