using System.Buffers.Binary;

namespace GridMap.Server.Import.Files;

/// <summary>Tells by its first bytes what a file is; its name is only used to explain.</summary>
internal static class FileKind
{
    /// <summary>What GridMap reads, as refusals say it.</summary>
    public const string Read =
        "GridMap reads shapefiles (zipped), GeoPackage, GeoJSON, KML, KMZ, GPX, CSV, DBF and Excel (.xlsx) files";

    private const int ShapefileCode = 9994;

    private static readonly (byte[] Magic, string What)[] Others =
    [
        ("%PDF"u8.ToArray(), "a PDF"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel (.xls) or Word file, or one locked with a password; save it as .xlsx"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ("Rar!"u8.ToArray(), "a RAR archive; pack it as ZIP"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive; pack it as ZIP"),
    ];

    /// <summary>The format of a file.</summary>
    /// <param name="start">Its first bytes, a byte-order mark of UTF-8 left out.</param>
    /// <param name="fileName">What it is called.</param>
    /// <exception cref="FileRefusedException">It is of no kind GridMap reads.</exception>
    public static FileFormat Tell(ReadOnlySpan<byte> start, string fileName)
    {
        if (start.IsEmpty) throw new FileRefusedException("The file is empty.");
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8)) return FileFormat.Zip;
        if (start.StartsWith("SQLite format 3\0"u8)) return FileFormat.GeoPackage;
        foreach (var (magic, what) in Others)
            if (start.StartsWith(magic)) throw Refuse($"is {what}");
        if (start.Length >= 4 && BinaryPrimitives.ReadInt32BigEndian(start) == ShapefileCode) return TellShapefile(fileName);
        if (IsDbf(start, fileName)) return FileFormat.Dbf;
        return TellText(TextEncodings.StartOfText(start), fileName);
    }

    private static FileFormat TellShapefile(string fileName) => fileName.EndsWith(".shx", StringComparison.OrdinalIgnoreCase)
        ? throw Refuse("is the index (.shx) of a shapefile; send its .shp, .dbf and .prj with it in one ZIP archive")
        : FileFormat.Shapefile;

    private static FileFormat TellText(string start, string fileName)
    {
        var text = start.AsSpan().TrimStart(" \t\r\n\uFEFF");
        if (text.IsEmpty) throw new FileRefusedException("The file is empty.");
        if (start.Contains('\0', StringComparison.Ordinal))
            throw Refuse("is not a text file, or UTF-16 without the mark at its start that says so");
        if (text[0] == '{') return FileFormat.GeoJson;
        if (text[0] == '<') return TellXml(text);
        if (text[0] == '[' || fileName.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw Refuse("does not start with '{' as GeoJSON does");
        return FileFormat.Csv;
    }

    // The first element decides; a declaration, comments and a document type may stand before it.
    private static FileFormat TellXml(ReadOnlySpan<char> text)
    {
        var (kml, gpx) = (text.IndexOf("<kml"), text.IndexOf("<gpx"));
        if (kml < 0 && gpx < 0) kml = text.IndexOf(":kml");
        if (kml < 0 && gpx < 0) throw Refuse("is XML or HTML, and neither KML nor GPX");
        return kml >= 0 && (gpx < 0 || kml < gpx) ? FileFormat.Kml : FileFormat.Gpx;
    }

    // Version, then a date, and the length of the header, which is that of whole fields.
    private static bool IsDbf(ReadOnlySpan<byte> start, string fileName)
    {
        if (start.Length < 33 || start[0] is not (0x02 or 0x03 or 0x04 or 0x05 or 0x30 or 0x31 or 0x32 or 0x43 or 0x63 or 0x83 or 0x8B or 0x8C or 0xCB or 0xF5 or 0xFB)) return false;
        var headerBytes = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        return start[2] <= 12 && start[3] <= 31 && headerBytes >= 33
            && (start[..32].Contains((byte)0) || fileName.EndsWith(".dbf", StringComparison.OrdinalIgnoreCase));
    }

    private static FileRefusedException Refuse(string what) => new($"The file {what}; {Read}.", 415, "file-kind");
}
