using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Access;
using GridMap.Contracts.Imports;
using GridMap.Server.Export;
using GridMap.Server.Import.Layers;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Accounts;
using GridMap.Server.Tests.Import;
using GridMap.Testing;
using NetTopologySuite.Algorithm.Distance;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Tests.Export;

/// <summary>Layers as files: GDAL reads them, and so does the import.</summary>
public sealed class ExportTests(PostgisFixture postgis)
{
    private const string Name = "𠮷祥、“东街”旱厕";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("geojson", "")]
    [InlineData("geojson", "EPSG:4544")]
    [InlineData("csv", "EPSG:4490")]
    [InlineData("csv", "EPSG:4523")]
    [InlineData("shp.zip", "EPSG:4326")]
    [InlineData("shp.zip", "EPSG:4523")]
    [InlineData("gpkg", "EPSG:4490")]
    [InlineData("gpkg", "EPSG:4544")]
    [InlineData("xlsx", "")]
    [InlineData("xlsx", "EPSG:4544")]
    public async Task What_is_exported_and_imported_elsewhere_is_the_same(string format, string crs)
    {
        await using var county = await CountyAsync();
        await using var trial = await ImportTrial.CreateAsync(postgis);

        foreach (var layer in new[] { ExportLayer.Units, ExportLayer.Grids, ExportLayer.Streets, ExportLayer.Facilities, ExportLayer.Issues })
        {
            var isTable = format == "xlsx" && layer.Shape is ExportShape.Area or ExportShape.Line;
            var (of, name) = isTable ? ("gpkg", $"{layer.Name}.gpkg") : (format, $"{layer.Name}.{format}");
            var file = trial.Write(name, await county.Client.GetByteArrayAsync($"exports/{layer.Name}.{of}?crs={(crs == "" ? "EPSG:4326" : crs)}", Ct));
            await trial.StoreAsync(layer.Name, file, "--county", ImportTrial.County, "--mapping", trial.Write($"{layer.Name}.json", Mapping(layer, of, crs)));
            await AssertSameAsync(county, trial, layer);
        }
    }

    [Theory]
    [InlineData("geojson")]
    [InlineData("csv")]
    [InlineData("shp.zip")]
    [InlineData("gpkg")]
    [InlineData("xlsx")]
    public async Task GDAL_reads_every_format_in_every_system_with_its_texts_and_x_before_y(string format)
    {
        SkipWithoutGdal();
        await using var county = await CountyAsync();
        using var folder = new ThrowAway();
        foreach (var crs in new[] { "EPSG:4326", "EPSG:4490", "EPSG:4544", "EPSG:4523", "EPSG:4547" })
        {
            foreach (var layer in new[] { ExportLayer.Facilities, ExportLayer.Grids })
            {
                var path = Path.Combine(folder.Path, $"{layer.Name}.{format}");
                await File.WriteAllBytesAsync(path, await county.Client.GetByteArrayAsync($"exports/{layer.Name}.{format}?crs={crs}", Ct), Ct);
                var features = await OgrAsync(format == "shp.zip" ? $"/vsizip/{path}" : path, format, crs);
                var first = Assert.Single(features, feature => feature.GetProperty("properties").EnumerateObject().Any(one => one.Value.ToString() == (layer == ExportLayer.Grids ? "H" : Name)));
                if (format == "xlsx") continue;
                var wanted = layer == ExportLayer.Grids ? new Coordinate(104.05, 36.3) : await PlaceAsync(county);
                var read = FirstPosition(first.GetProperty("geometry").GetProperty("coordinates"));
                Assert.True(wanted.Distance(read) < 2e-7 || layer == ExportLayer.Grids && Corners.Any(corner => corner.Distance(read) < 2e-7), $"{crs} {layer.Name}: {read}");
            }
        }
    }

    [Fact]
    public async Task Who_holds_an_area_exports_what_lies_in_it()
    {
        await using var county = await CountyAsync();
        using var inspector = People.Client(county.App, await TestKeys.CreateAsync(county.Db, Role.Inspector, TestCounty.Code, area: "A"));

        foreach (var (layer, count) in new[] { ("issues", 1), ("facilities", 1), ("units", 2) })
        {
            var text = await inspector.GetStringAsync($"/api/counties/{TestCounty.Code}/exports/{layer}.geojson", Ct);
            Assert.Equal((layer, count), (layer, JsonElement.Parse(text).GetProperty("features").GetArrayLength()));
        }
    }

    [Fact]
    public async Task GeoJSON_is_RFC_7946_unless_another_system_is_asked_for()
    {
        await using var county = await CountyAsync();
        var plain = JsonElement.Parse(await county.Client.GetStringAsync("exports/grids.geojson?level=responsibility", Ct));
        var zone = JsonElement.Parse(await county.Client.GetStringAsync("exports/grids.geojson?crs=4544", Ct));

        Assert.False(plain.TryGetProperty("crs", out _));
        Assert.Equal(["A", "B", "H"], plain.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties").GetProperty("code").GetString()));
        Assert.Equal("urn:ogc:def:crs:EPSG::4544", zone.GetProperty("crs").GetProperty("properties").GetProperty("name").GetString());
        var rings = plain.GetProperty("features")[2].GetProperty("geometry").GetProperty("coordinates")[0];
        Assert.Equal([true, false], rings.EnumerateArray().Select(IsCounterClockwise));
    }

    [Fact]
    public async Task No_text_is_run_as_a_formula()
    {
        await using var county = await CountyAsync();
        await county.SqlAsync("UPDATE issue SET description = '=HYPERLINK(\"http://example.org\")'");
        Assert.Contains("'=HYPERLINK", await county.Client.GetStringAsync("exports/issues.csv", Ct), StringComparison.Ordinal);
        await using var zip = new ZipArchive(new MemoryStream(await county.Client.GetByteArrayAsync("exports/issues.xlsx", Ct)));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync(Ct);
        Assert.Contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shapefile_tells_its_encoding_and_system_and_which_texts_were_cut()
    {
        await using var county = await CountyAsync();
        await county.SqlAsync("UPDATE issue SET description = repeat('网', 100)");
        await using var zip = new ZipArchive(new MemoryStream(await county.Client.GetByteArrayAsync("exports/issues.shp.zip?crs=EPSG:4544", Ct)));

        Assert.Equal(["cut-texts.txt", "issues.cpg", "issues.dbf", "issues.prj", "issues.shp", "issues.shx"], zip.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal("UTF-8", Text(zip, "issues.cpg"));
        Assert.StartsWith("PROJCS[\"CGCS2000_3_Degree_GK_CM_105E\"", Text(zip, "issues.prj"), StringComparison.Ordinal);
        Assert.Contains(new string('网', 84) + "  ", Text(zip, "issues.dbf"), StringComparison.Ordinal);
        Assert.StartsWith("有 2 处", Text(zip, "cut-texts.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issues.pdf", "format")]
    [InlineData("issues.csv?crs=GCJ-02", "crs")]
    [InlineData("issues.csv?crs=4999", "crs")]
    [InlineData("grids.csv?level=x", "level")]
    public async Task What_cannot_be_written_is_told(string asked, string parameter)
    {
        await using var county = await CountyAsync();
        var answer = await county.SendAsync(HttpMethod.Get, $"exports/{asked}");
        answer.AssertProblem(400, "bad-parameter");
        Assert.Contains($"'{parameter}'", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_named_by_layer_county_and_day_and_leaves_nothing_behind()
    {
        await using var county = await CountyAsync();
        foreach (var format in ExportFormat.All)
        {
            using var answer = await county.Client.GetAsync(new Uri($"exports/streets.{format.Extension}", UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Matches($@"^街道-{TestCounty.Code}-\d{{8}}\.{format.Extension}$", answer.Content.Headers.ContentDisposition!.FileNameStar);
        }
    }

    [Fact]
    public async Task A_layer_with_nothing_in_it_is_a_file_with_nothing_in_it()
    {
        SkipWithoutGdal();
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        using var folder = new ThrowAway();
        foreach (var format in ExportFormat.All.Select(format => format.Extension).Where(format => format != "xlsx"))
        {
            var path = Path.Combine(folder.Path, $"issues.{format}");
            await File.WriteAllBytesAsync(path, await county.Client.GetByteArrayAsync($"exports/issues.{format}", Ct), Ct);
            Assert.Empty(await OgrAsync(format == "shp.zip" ? $"/vsizip/{path}" : path, format, "EPSG:4326"));
        }
    }

    private static readonly Coordinate[] Corners = [new(104.05, 36.3), new(104.07, 36.3), new(104.07, 36.32), new(104.05, 36.32)];

    private async Task<TestCounty> CountyAsync()
    {
        var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '城关镇（一）', 'territorial')", TestCounty.Code);
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind, parent_unit_code, phone) VALUES ($1, 'U2', '住建局', 'functional', 'U1', '0900-1')", TestCounty.Code);
        await county.SqlAsync("INSERT INTO street (county_code, street_id, external_id, name, class, geom) VALUES ($1, 1, 'S1', '解放路', 'main', 'SRID=4326;MULTILINESTRING((104 36.49, 104.01 36.5, 104.02 36.5), (104.03 36.5, 104.04 36.51))')", TestCounty.Code);
        await county.SqlAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, lead_unit_code, residents, geom, area_square_metres)
            SELECT $1, 90, 'H', '中空网格', 'responsibility', 'U1', 1234, geom, ST_Area(geom::geography)
            FROM ST_GeomFromText('MULTIPOLYGON(((104.05 36.3, 104.07 36.3, 104.07 36.32, 104.05 36.32, 104.05 36.3), (104.055 36.305, 104.055 36.31, 104.06 36.31, 104.06 36.305, 104.055 36.305)))', 4326) AS geom
            """, TestCounty.Code);
        foreach (var place in new[] { "A", "B" })
        {
            await county.ReportIssueAsync(place);
            await county.AddFacilityAsync(place, name: place == "A" ? Name : "西街旱厕");
        }

        await county.SqlAsync("UPDATE issue SET external_id = 'WT-' || issue_number, description = '第一行' || chr(10) || '“引号, 逗号', address = '人民路', unit_code = 'U1', due_at = date_trunc('second', now()), reported_at = date_trunc('second', now())");
        await county.SqlAsync("UPDATE facility SET external_id = 'SS-' || facility_number, unit_code = 'U2', opening_hours = '06:00-22:00'");
        await county.SqlAsync("UPDATE facility SET state = 'cleared', cleared_on = '2026-03-01', cleared_outcome = '拆除' WHERE name <> $1", Name);
        return county;
    }

    private static async Task<Coordinate> PlaceAsync(TestCounty county) =>
        (await county.SqlScalarAsync<Geometry>("SELECT geom FROM facility WHERE name = $1", Name)).Coordinate;

    private static string Mapping(ExportLayer layer, string format, string crs)
    {
        var known = Layer.Find(layer.Name)!.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var fields = layer.Columns.Where(column => known.Contains(column.Name)).ToDictionary(
            column => column.Name,
            column => new MappedField(format switch { "shp.zip" => column.DbfName, "csv" or "xlsx" => column.Heading, _ => column.Name }));
        var isTable = format is "csv" or "xlsx";
        var isDegrees = crs is "" or "EPSG:4490";
        if (isTable && layer.Shape == ExportShape.Point)
            (fields["longitude"], fields["latitude"]) = (new(isDegrees ? "经度" : "东坐标"), new(isDegrees ? "纬度" : "北坐标"));
        var mapping = new FieldMapping(fields, new(ImportTrial.County, "县", "Asia/Shanghai"), isTable && layer.Shape != ExportShape.None ? crs is "" ? "EPSG:4326" : crs : null);
        return JsonSerializer.Serialize(mapping, ContractsJson.Options);
    }

    private static async Task AssertSameAsync(TestCounty county, ImportTrial trial, ExportLayer layer)
    {
        var known = Layer.Find(layer.Name)!.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var (before, after) = (await RowsAsync(county.Db, TestCounty.Code), await RowsAsync(trial.Database.Source, ImportTrial.County));
        Assert.NotEmpty(before);
        Assert.Equal(before.Select(row => row.Values), after.Select(row => row.Values));
        foreach (var (one, other) in before.Zip(after))
            if (one.Shape is not null)
                // Not vertex by vertex: a ring may begin elsewhere.
                Assert.True(
                    one.Shape.NumPoints == other.Shape!.NumPoints && DiscreteHausdorffDistance.Distance(one.Shape, other.Shape) < 1e-7,
                    $"{one.Shape} became {other.Shape}");

        async Task<List<(string Values, Geometry? Shape)>> RowsAsync(Npgsql.NpgsqlDataSource db, string code)
        {
            var parameters = layer.Name switch { "grids" => [code, null], "issues" or "facilities" => new object?[] { code, null, null }, _ => [code] };
            var rows = await db.ListAsync(Sql.For(layer.Query), parameters, row => (
                string.Join('|', layer.Columns.Select((column, at) => known.Contains(column.Name) ? row.IsDBNull(at) ? "" : row.GetValue(at) : "-")),
                layer.Shape == ExportShape.None ? null : row.GetFieldValue<Geometry>(layer.Columns.Count)), Ct);
            return [.. rows.OrderBy(row => row.Item1, StringComparer.Ordinal)];
        }
    }

    private static async Task<List<JsonElement>> OgrAsync(string path, string format, string crs)
    {
        string[] how = format switch
        {
            "csv" => ["-oo", "X_POSSIBLE_NAMES=经度,东坐标", "-oo", "Y_POSSIBLE_NAMES=纬度,北坐标", "-oo", "GEOM_POSSIBLE_NAMES=WKT", "-s_srs", crs, "-t_srs", "EPSG:4326"],
            "xlsx" => [],
            _ => ["-t_srs", "EPSG:4326"],
        };
        var start = new ProcessStartInfo("ogr2ogr", [.. how, "-lco", "COORDINATE_PRECISION=10", "-f", "GeoJSON", "/vsistdout/", path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal("", await errors);
        return [.. JsonElement.Parse(output).GetProperty("features").EnumerateArray()];
    }

    private static Coordinate FirstPosition(JsonElement coordinates)
    {
        while (coordinates[0].ValueKind == JsonValueKind.Array) coordinates = coordinates[0];
        return new(coordinates[0].GetDouble(), coordinates[1].GetDouble());
    }

    private static bool IsCounterClockwise(JsonElement ring) => NetTopologySuite.Algorithm.Orientation.IsCCW(
        [.. ring.EnumerateArray().Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble()))]);

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void SkipWithoutGdal()
    {
        var isThere = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "ogr2ogr")));
        if (!isThere && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("ogr2ogr is not installed (Debian: gdal-bin).");
        Assert.True(isThere, "ogr2ogr is not installed (Debian: gdal-bin).");
    }

    private sealed class ThrowAway : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gridmap-export-test-");

        public string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
