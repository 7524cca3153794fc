using System.Text;
using GridMap.Server.Import;
using GridMap.Server.Import.Files;
using GridMap.Spatial.Coordinates;
using GridMap.Testing;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>Files of the other formats: what is in them arrives, and what means harm is refused in one sentence.</summary>
public sealed class FormatTests(PostgisFixture postgis)
{
    private const long Limit = 50_000_000;

    // Words of the refusal, and the file.
    private static readonly (string Words, string Xml)[] Hostile =
    [
        ("The XML has a document type", """<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>"""),
        ("The XML has a document type", """<!DOCTYPE kml SYSTEM "http://127.0.0.1/evil.dtd"><kml/>"""),
        ("Line 1: the XML is nested more than 100 deep", "<kml>" + string.Concat(Enumerable.Repeat("<Folder>", 200_000))),
        ("The XML has a tag, comment or CDATA section", "<kml><Placemark name=\"" + new string('a', 9_000_000) + "\"/></kml>"),
        ("different names", "<kml>" + string.Concat(Enumerable.Range(0, 60_000).Select(at => $"<a{at}/>")) + "</kml>"),
        ("Line 2, column", "<kml>\n<Placemark></Folder></kml>"),
        ("only what GridMap does not read: NetworkLink", "<kml><NetworkLink><Link><href>http://127.0.0.1/</href></Link></NetworkLink></kml>"),
        ("feature 1: The feature is larger", "<kml><Placemark><description>" + new string('a', 17_000_000) + "</description></Placemark></kml>"),
        ("feature 1: The feature has 60000 vertices", $"<kml><Placemark><LineString><coordinates>{string.Concat(Enumerable.Repeat("104,36 ", 60_000))}</coordinates></LineString></Placemark></kml>"),
    ];

    private static readonly byte[] HongKong = [0x9D, 0xF2, 0x9D, 0xEE, 0x96, 0xF5, 0x9D, 0xEF, 0x9D, 0xF8];

    [Fact]
    public void Hong_Kong_s_own_characters_are_read_and_cut_anywhere()
    {
        // The last but one is two characters in Unicode.
        byte[] text = [0xB2, 0x60, 0xA4, 0xF4, 0xAE, 0x48, 0xB0, 0xCF, 0x88, 0x62, .. "a"u8];
        foreach (var chunk in new[] { 1, 2, 3, 100 })
        {
            using var reader = new StreamReader(new SlowStream(text, chunk), TextEncodings.StrictBig5, false, 128);
            Assert.Equal(TextEncodings.StrictBig5.GetString(text), reader.ReadToEnd());
        }

        Assert.EndsWith("\u00CA\u0304a", TextEncodings.StrictBig5.GetString(text), StringComparison.Ordinal);
        Assert.Equal("𨋢㗎埗嘅啲", TextEncodings.StrictBig5.GetString(HongKong));
        Assert.Throws<DecoderFallbackException>(() => TextEncodings.StrictBig5.GetString([0xA1]));
        Assert.Throws<DecoderFallbackException>(() => TextEncodings.StrictBig5.GetString([0x81, 0x41]));
    }

    [Fact]
    public void Hostile_XML_is_refused()
    {
        foreach (var (words, xml) in Hostile)
            Assert.Contains(words, Told(Encoding.UTF8.GetBytes(xml), "a.kml"));
    }

    [Fact]
    public void KML_in_GBK_is_read_by_its_declaration()
    {
        var kml = TextEncodings.StrictGb18030.GetBytes(
            """<?xml version="1.0" encoding="GB2312"?><kml><Placemark><name>网格</name><Point><coordinates>104,36</coordinates></Point></Placemark></kml>""");
        var row = Assert.Single(Rows(kml, "a.kml", ["name"]));
        Assert.Equal("网格", row.Values[0]);
        Assert.Equal(new Coordinate(104, 36), row.Shape!.Coordinate);
    }

    [Fact]
    public async Task KMZ_is_imported_by_its_extended_data()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var kml = $"""
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
            <Placemark><name>甲</name><ExtendedData><Data name="code"><value>A</value></Data></ExtendedData>{Square(104)}</Placemark>
            <Placemark><name>乙</name><ExtendedData><SchemaData><SimpleData name="code">B</SimpleData></SchemaData></ExtendedData>{Square(104.01)}</Placemark>
            </Folder></Document></kml>
            """;
        using var kmz = new ZipFile();
        kmz.Add("doc.kml", kml);
        Assert.Contains("2 added", await trial.StoreAsync(
            "grids", trial.Write("a.kmz", kmz.Content.ToArray()), "--county", ImportTrial.County, "--name", "县"));
        Assert.Equal("A甲B乙", await trial.ScalarAsync<string>("SELECT string_agg(grid_code || name, '' ORDER BY grid_code) FROM grid"));
    }

    [Fact]
    public async Task A_layer_of_a_GeoPackage_is_chosen_and_imported()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var path = SharedData.Find("beijing-subdistricts/beijing_subdistricts_bj54gk117.gpkg");
        string[] args = ["grids", path, "--county", ImportTrial.County, "--name", "县", "--mapping",
            trial.Write("m.json", """{"fields":{"code":{"column":"id"},"name":{"column":"district_id"}}}"""), "--accept-defects", "as published"];
        var (exit, _, error) = await trial.ImportAsync(args);
        Assert.Equal(ImportCommand.Unusable, exit);
        Assert.Contains("2 layers, of which one has to be chosen: subdistricts, land_parcels", error);
        Assert.Contains("111 added", await trial.StoreAsync([.. args, "--source-layer", "subdistricts", "--crs", "EPSG:2436"]));
    }

    [Fact]
    public void A_GeoPackage_that_is_damaged_anywhere_never_crashes()
    {
        var whole = File.ReadAllBytes(SharedData.Find("awkward-files/mapshaper/geopackage/same_crs_points.gpkg"));
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var broken = (byte[])whole.Clone();
            for (var at = 0; at < 200; at++) broken[random.Next(100, broken.Length)] = (byte)random.Next(256);
            _ = Told(round % 2 == 0 ? broken : whole[..random.Next(200, whole.Length)], "a.gpkg", "oregon_cities");
        }

        Assert.Contains("not a GeoPackage", Told(Sqlite("CREATE TABLE a (b)"), "a.db"));
    }

    [Fact]
    public void A_view_that_computes_without_end_is_not_a_layer() => Assert.Contains("holds no table", Told(
        Sqlite("""
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT); CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);
            CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id, definition);
            CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
            INSERT INTO gpkg_contents VALUES ('v', 'attributes');
            """), "a.gpkg"));

    [Fact]
    public void A_workbook_gives_its_cells_as_texts_a_mapping_can_read()
    {
        using var workbook = TestWorkbook.Create(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>数</t></is></c><c r="D1" t="inlineStr"><is><t>式</t></is></c></row>"""
            + """<row r="3"><c r="A3" t="inlineStr"><is><t> 甲 </t></is></c><c r="B3" s="1"><v>46082</v></c><c r="C3"><v>0.1</v></c><c r="D3"><f>1+1</f><v>2</v></c></row>"""
            + """<row r="4"><c r="B4" s="1"><v>46082.5</v></c><c r="C4"><v>1234567890123</v></c><c r="D4" t="b"><v>1</v></c></row>"""
            + """<row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>""",
            "日期");
        using var file = ImportFile.Probe(workbook.Content, "a.xlsx", null, Limit);
        Assert.Equal(["第一张", "第二张"], file.Layers);
        Assert.Equal("第一张", file.Layer);
        using var rows = RowSource.Open(file);
        var read = rows.Read(["名称", "日期", "数", "式"], CoordinateSystems.Wgs84).ToArray();
        Assert.Equal([3, 4, 5], read.Select(row => row.Line));
        Assert.Equal(["甲", "2026-03-01", "0.1", "2"], read[0].Values);
        Assert.Equal([null, "2026-03-01T12:00:00", "1234567890123", "true"], read[1].Values);
        Assert.Equal("The cell holds the error #N/A.", read[2].Fault);
    }

    [Fact]
    public void A_workbook_with_a_document_type_or_without_its_sheet_is_refused()
    {
        using var entity = TestWorkbook.Create("""<row r="1"><c r="A1"><v>&a;</v></c></row>""", "a", """<!DOCTYPE a [<!ENTITY a "1">]>""");
        Assert.Contains("document type", Told(entity.Content.ToArray(), "a.xlsx"));
        using var hollow = new ZipFile();
        hollow.Add("xl/workbook.xml", "<workbook/>");
        Assert.Contains("has no row that names its columns", Told(hollow.Content.ToArray(), "a.xlsx"));
        using var word = new ZipFile();
        word.Add("word/document.xml", "<a/>");
        Assert.Contains("a Word document", Told(word.Content.ToArray(), "a.docx"));
    }

    [Fact]
    public void Tables_with_geometries_as_texts_have_shapes()
    {
        var csv = """
            name,wkt
            点,SRID=4490;POINT Z (104 36 5)
            线,"LINESTRING(104 36, 105 36)"
            面,"MULTIPOLYGON(((104 36,105 36,105 37,104 36)),((106 36,107 36,107 37,106 36)))"
            开,"POLYGON((104 36,105 36,105 37))"
            断,"POLYGON((104 36,105"
            深,"GEOMETRYCOLLECTION(POINT(1 2))"
            空,POINT EMPTY
            无,
            二,0101000020E61000000000000000005A400000000000004240
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        using var file = ImportFile.Probe(stream, "a.csv", null, Limit);
        using var rows = RowSource.Open(file);
        Assert.True(rows.HasShapes);
        Assert.Equal("EPSG:4490", rows.Crs);
        var read = rows.Read(["name"], CoordinateSystems.Wgs84).ToArray();
        Assert.Equal(["Point", "LineString", "MultiPolygon", null, null, null, null, null, "Point"], read.Select(row => row.Shape?.GeometryType));
        Assert.Equal(new Coordinate(104, 36), read[8].Shape!.Coordinate);
        Assert.Contains("is not closed", read[3].Fault);
        Assert.Contains("is broken at its character", read[4].Fault);
        Assert.Contains("GEOMETRYCOLLECTION", read[5].Fault);
        Assert.Null(read[6].Fault);
    }

    [Fact]
    public async Task GPX_waypoints_become_facilities()
    {
        await using var trial = await ImportTrial.CreateAsync(postgis);
        var output = await trial.StoreAsync(
            "facilities", SharedData.Find("awkward-files/togeojson/blue_hills.gpx"), "--county", ImportTrial.County, "--name", "县", "--source-layer", "waypoints",
            "--mapping", trial.Write("m.json", """{"fields":{"name":{"column":"name"},"kind":{"column":"sym","values":{"Dot":"toilet.dry","Parking Area":"toilet.flush"}}}}"""), "--skip-refused");
        Assert.Contains("46 rows read", output);
    }

    private static string Square(double west) => FormattableString.Invariant(
        $"<Polygon><outerBoundaryIs><LinearRing><coordinates>{west},36,0 {west + 0.01},36,0 {west + 0.01},36.01,0 {west},36.01,0 {west},36,0</coordinates></LinearRing></outerBoundaryIs></Polygon>");

    private static SourceRow[] Rows(byte[] content, string name, string[] columns)
    {
        using var stream = new MemoryStream(content);
        using var file = ImportFile.Probe(stream, name, null, Limit);
        using var rows = RowSource.Open(file);
        return [.. rows.Read(columns, CoordinateSystems.Wgs84)];
    }

    // The refusal, or the first fault; "" where all is well.
    private static string Told(byte[] content, string name, string? layer = null)
    {
        try
        {
            using var stream = new MemoryStream(content);
            using var file = ImportFile.Probe(stream, name, null, Limit, layer);
            using var rows = RowSource.Open(file);
            return rows.Read(rows.Header ?? [], CoordinateSystems.Wgs84).Where(row => row.Fault is not null).Select(row => $"{rows.Place} {row.Line}: {row.Fault}").FirstOrDefault() ?? "";
        }
        catch (FileRefusedException refused)
        {
            return refused.Message;
        }
    }

    private sealed class SlowStream(byte[] content, int chunkBytes) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunkBytes));
    }

    private static byte[] Sqlite(string sql)
    {
        var path = Path.Combine(Path.GetTempPath(), $"gridmap-test-{Guid.NewGuid():N}.db");
        try
        {
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
