namespace GridMap.Server.Import.Files;

/// <summary>Tells by its first bytes what a file is; its name is only used to explain.</summary>
internal static class FileKind
{
    private static readonly (byte[] Magic, string What)[] Others =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive (XLSX, KMZ and zipped shapefiles are such)"),
        ([0x00, 0x00, 0x27, 0x0A], "a shapefile"),
        ("SQLite format 3"u8.ToArray(), "a GeoPackage or another SQLite database"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or Word file"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ([0xFF, 0xFE], "UTF-16 text"),
        ([0xFE, 0xFF], "UTF-16 text"),
    ];

    /// <summary>The format of a file.</summary>
    /// <param name="start">Its first bytes, a byte-order mark left out.</param>
    /// <param name="fileName">What it is called.</param>
    /// <exception cref="FileRefusedException">It is neither GeoJSON nor CSV.</exception>
    public static FileFormat Tell(ReadOnlySpan<byte> start, string fileName)
    {
        foreach (var (magic, what) in Others)
            if (start.StartsWith(magic)) throw Refuse($"is {what}");
        var text = start.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty) throw new FileRefusedException("The file is empty.");
        if (start.Contains((byte)0)) throw Refuse("is not a text file");
        if (text[0] == '{') return FileFormat.GeoJson;
        if (text[0] == '<') throw Refuse("is XML or HTML (KML and GPX are such)");
        if (text[0] == '[' || fileName.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw Refuse("does not start with '{' as GeoJSON does");
        return FileFormat.Csv;
    }

    private static FileRefusedException Refuse(string what) =>
        new($"The file {what}; GridMap reads GeoJSON and CSV, plain or packed with gzip.", 415, "file-kind");
}
