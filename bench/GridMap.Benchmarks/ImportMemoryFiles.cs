using System.Globalization;
using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;

namespace GridMap.Benchmarks;

/// <summary>Files that are large, or mean harm, written into a folder one at a time.</summary>
internal static class ImportMemoryFiles
{
    /// <summary>What is measured: a name, the layer, the file's name, and what writes it.</summary>
    public static IReadOnlyList<(string Name, string Layer, string File, Action<Stream> Write)> All { get; } =
    [
        ("500 MB of CSV: issues of 1 kB", "issues", "a.csv", to => Table(to, 499_000_000, 1_000, "104.002")),
        ("500 MB of CSV: issues of 100 bytes, all wrong", "issues", "a.csv", to => Table(to, 499_000_000, 20, "999")),
        ("500 MB of GeoJSON on one line: streets of 2,000 vertices", "streets", "a.geojson", to => Streets(to, 499_000_000)),
        ("20,000 grids of 45 vertices", "grids", "a.geojson", to => Grids(to, 20_000)),
        ("one grid of a million vertices", "grids", "a.geojson", to => Ring(to, 1_000_000)),
        ("25 grids of 40,000 vertices", "grids", "a.geojson", to => Rings(to, 25, 40_000)),
        ("KML of one placemark of 16 million characters", "streets", "a.kml", to => Kml(to, 15_500_000)),
        ("Excel: 60 MB of different texts", "issues", "a.xlsx", to => Workbook(to, 60_000)),
        ("ZIP of a file of 1 GB of zeros", "issues", "a.zip", to => Bomb(to, 1_000_000_000)),
        ("gzip of 1 GB of empty lines", "issues", "a.csv.gz", to => Lines(to, 1_000_000_000)),
        ("ZIP of 10,001 files", "issues", "a.zip", Many),
        ("ZIP in a ZIP", "issues", "a.zip", to => Nested(to, 5)),
        ("KML whose entities unfold a thousand million times", "streets", "a.kml", Laughs),
    ];

    private static void Table(Stream to, long bytes, int letters, string longitude)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("externalId,category,description,reportedAt,longitude,latitude\n");
        var description = new string('x', letters);
        var row = 40 + letters;
        for (var number = 0; number * (long)row < bytes - 10_000_000; number++)
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{number:000000000},a,{description},2026-01-01,{longitude},36.498\n"));
    }

    private static void Streets(Stream to, long bytes)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("""{"type":"FeatureCollection","features":[""");
        var line = string.Join(',', Enumerable.Range(0, 2_000).Select(at => string.Create(CultureInfo.InvariantCulture, $"[{104 + at * 1e-5:0.0000000},{36 + at % 7 * 1e-5:0.0000000}]")));
        for (var number = 0; number * (long)(line.Length + 120) < bytes - 5_000_000; number++)
            text.Write($$$"""{{{(number == 0 ? "" : ",")}}}{"type":"Feature","properties":{"externalId":"{{{number}}}","name":"路"},"geometry":{"type":"LineString","coordinates":[{{{line}}}]}}""");
        text.Write("]}");
    }

    private static void Grids(Stream to, int count) =>
        Areas(to, SyntheticCounty.Grids(count).Select(grid => (grid.Code, (IEnumerable<Coordinate>)((Polygon)grid.Shape.GetGeometryN(0)).ExteriorRing.Coordinates)));

    private static void Ring(Stream to, int vertices) => Rings(to, 1, vertices);

    private static void Rings(Stream to, int count, int vertices) =>
        Areas(to, Enumerable.Range(0, count).Select(number => ($"R{number}", Circle(104 + number * 0.02, 36, 0.009, vertices))));

    private static IEnumerable<Coordinate> Circle(double x, double y, double radius, int vertices) =>
        Enumerable.Range(0, vertices + 1).Select(at => new Coordinate(
            x + radius * Math.Cos(at % vertices * 2 * Math.PI / vertices), y + radius * Math.Sin(at % vertices * 2 * Math.PI / vertices)));

    private static void Areas(Stream to, IEnumerable<(string Code, IEnumerable<Coordinate> Ring)> areas)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("""{"type":"FeatureCollection","features":[""");
        var isFirst = true;
        foreach (var (code, ring) in areas)
        {
            text.Write($$"""{{(isFirst ? "" : ",")}}{"type":"Feature","properties":{"code":"{{code}}","name":"{{code}}"},"geometry":{"type":"Polygon","coordinates":[[""");
            isFirst = false;
            var isNext = false;
            foreach (var at in ring)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture, $"{(isNext ? "," : "")}[{at.X:0.#########},{at.Y:0.#########}]"));
                isNext = true;
            }

            text.Write("]]}}");
        }

        text.Write("]}");
    }

    private static void Kml(Stream to, int characters)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("""<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>a</name><LineString><coordinates>""");
        for (var at = 0; at * 24 < characters; at++) text.Write(string.Create(CultureInfo.InvariantCulture, $"104.{at % 1_000_000:0000000},36.{at % 999_983:0000000} "));
        text.Write("</coordinates></LineString></Placemark></kml>");
    }

    private static void Workbook(Stream to, int rows)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""");
        Add(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Add(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
        var random = new Random(1);
        var texts = Enumerable.Range(0, rows).Select(_ => "<si><t>" + Convert.ToHexString(Bytes(random, 480)) + "</t></si>");
        string[] fixedTexts = ["externalId", "category", "description", "reportedAt", "longitude", "latitude", "a", "2026-01-01"];
        Add(zip, "xl/sharedStrings.xml", ["""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""", .. fixedTexts.Select(one => $"<si><t>{one}</t></si>"), .. texts, "</sst>"]);
        var header = "<row>" + string.Concat(Enumerable.Range(0, 6).Select(at => $"""<c t="s"><v>{at}</v></c>""")) + "</row>";
        var body = Enumerable.Range(0, rows).Select(at => $"""<row><c><v>{at}</v></c><c t="s"><v>6</v></c><c t="s"><v>{at + 8}</v></c><c t="s"><v>7</v></c><c><v>104.002</v></c><c><v>36.498</v></c></row>""");
        Add(zip, "xl/worksheets/sheet1.xml", ["""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""", header, .. body, "</sheetData></worksheet>"]);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Add(ZipArchive zip, string path, params IEnumerable<string> parts)
    {
        using var text = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open());
        foreach (var part in parts) text.Write(part);
    }

    private static void Bomb(Stream to, long bytes)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        using var entry = zip.CreateEntry("a.csv", CompressionLevel.SmallestSize).Open();
        Repeat(entry, 0, bytes);
    }

    private static void Lines(Stream to, long bytes)
    {
        using var gzip = new GZipStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        gzip.Write("externalId,category,reportedAt,longitude,latitude"u8);
        Repeat(gzip, (byte)'\n', bytes);
    }

    private static void Repeat(Stream to, byte value, long count)
    {
        var block = new byte[1 << 20];
        block.AsSpan().Fill(value);
        for (var left = count; left > 0; left -= block.Length) to.Write(block, 0, (int)Math.Min(left, block.Length));
    }

    private static void Many(Stream to)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        for (var number = 0; number < 10_001; number++) zip.CreateEntry($"{number}.csv");
    }

    private static void Nested(Stream to, int depth)
    {
        byte[] inner = [.. "externalId\n1\n"u8];
        for (var level = 0; level <= depth; level++)
        {
            using var packed = new MemoryStream();
            using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            using (var entry = zip.CreateEntry(level == 0 ? "a.csv" : "a.zip").Open())
                entry.Write(inner);
            inner = packed.ToArray();
        }

        to.Write(inner);
    }

    private static void Laughs(Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"ha\">");
        foreach (var (name, of) in "bcdefghij".Zip("abcdefghi"))
            text.Write($"<!ENTITY {name} \"{string.Concat(Enumerable.Repeat($"&{of};", 10))}\">");
        text.Write("""]><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&j;</name></Placemark></kml>""");
    }
}
