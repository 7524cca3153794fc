using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GridMap.Server.Import.Files.GeoPackages;
using GridMap.Server.Import.Files.Shapefiles;
using GridMap.Server.Import.Files.Workbooks;
using GridMap.Server.Import.Files.Xml;

namespace GridMap.Server.Import.Files;

/// <summary>A file to import, looked through once: what it is, how it is written, how long. It is then read as often as needed.</summary>
internal sealed partial class ImportFile : IDisposable
{
    private const int BufferBytes = 1 << 18;
    private readonly long _limitBytes;
    private readonly Dictionary<string, Stream> _parts = [];
    private readonly List<Stream> _unpacked = [];
    private Stream _content;
    private string _contentName;
    private bool _isPacked;
    private bool _isMember;

    private ImportFile(Stream raw, string name, long limitBytes)
    {
        if (raw.Length > limitBytes) throw FileRefusedException.TooLarge(limitBytes);
        Name = name;
        _limitBytes = limitBytes;
        (_content, _contentName) = (raw, name);
    }

    public string Name { get; }

    public FileFormat Format { get; private set; }

    /// <summary>Of the texts in it.</summary>
    public Encoding Encoding { get; private set; } = TextEncodings.StrictUtf8;

    /// <summary>How <see cref="Encoding"/> is known; a detected one should be confirmed by somebody who sees the texts.</summary>
    public EncodingSource EncodingSource { get; private set; }

    /// <summary>The layers, sheets or files in it that can be imported; empty where the file is a single one.</summary>
    public IReadOnlyList<string> Layers { get; private set; } = [];

    /// <summary>The one of <see cref="Layers"/> to read; null while several could be meant.</summary>
    public string? Layer { get; private set; }

    /// <summary>A shapefile's own description of its coordinate system (WKT), where it has one.</summary>
    public string? Prj { get; private set; }

    /// <summary>The database, where the file is one.</summary>
    public GeoPackage? GeoPackage { get; private set; }

    /// <summary>Length of the content, unpacked.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Of the file as it came.</summary>
    public byte[] Sha256 { get; private set; } = [];

    /// <summary>Whether one of several layers has to be chosen before it can be read.</summary>
    public bool MustChoose => Layer is null && Layers.Count > 1;

    /// <summary>Looks a file through.</summary>
    /// <param name="raw">The file; seekable, and left open.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="statedEncoding">What the mapping says about its encoding.</param>
    /// <param name="limitBytes">The most bytes it may hold, unpacked.</param>
    /// <param name="layer">Which of its layers to read, where it holds several.</param>
    /// <exception cref="FileRefusedException">It is too large, of another kind, or not in the encoding it should be in.</exception>
    public static ImportFile Probe(Stream raw, string name, string? statedEncoding, long limitBytes, string? layer = null)
    {
        var file = new ImportFile(raw, name, limitBytes);
        try
        {
            file.LookThrough(TextEncodings.Named(statedEncoding), layer);
            if (layer is not null && file.Layer is null) throw new FileRefusedException($"The file has no layers, and so none called '{layer}'.");
            raw.Position = 0;
            file.Sha256 = SHA256.HashData(raw);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The content from its beginning, unpacked, byte-order mark and all.</summary>
    public CountingStream OpenContent()
    {
        _content.Position = 0;
        return _isPacked
            ? new CountingStream(new GZipStream(_content, CompressionMode.Decompress, leaveOpen: true), _limitBytes, _content.Length)
            : new CountingStream(_content, _limitBytes, packedBytes: null);
    }

    /// <summary>One of the files that make up a shapefile, by its extension; the file's own content where it is that.</summary>
    public Stream? Part(string extension) => _parts.GetValueOrDefault(extension);

    public void Dispose()
    {
        GeoPackage?.Dispose();
        foreach (var stream in _unpacked) stream.Dispose();
    }

    private void LookThrough(Encoding? stated, string? layer)
    {
        // An upload was just written, and stands at its end.
        _content.Position = 0;
        _isPacked = Start(_content) is [0x1F, 0x8B, ..];
        using (var content = OpenContent())
            Format = FileKind.Tell(SkipMark(Start(content)), _isPacked ? Path.GetFileNameWithoutExtension(_contentName) : _contentName);
        switch (Format)
        {
            case FileFormat.Zip:
                LookThroughArchive(stated, layer);
                break;
            case FileFormat.Shapefile or FileFormat.Dbf:
                _parts[Format == FileFormat.Dbf ? ".dbf" : ".shp"] = WholeContent();
                LookThroughShapefile(stated);
                break;
            case FileFormat.GeoPackage:
                GeoPackage = GeoPackage.Open(WholeContent());
                ContentBytes = _content.Length;
                Choose(GeoPackage.Layers, layer);
                break;
            case FileFormat.Gpx:
                LookThroughText(stated);
                Choose(GpxRows.Layers(this), layer);
                break;
            default:
                LookThroughText(stated);
                break;
        }
    }

    private void LookThroughText(Encoding? stated)
    {
        (Encoding, EncodingSource) = FindEncoding(stated);
        if (_isPacked) RequireWhole();
    }

    private void LookThroughArchive(Encoding? stated, string? layer)
    {
        var whole = WholeContent();
        using var archive = Archive.Open(whole, _limitBytes);
        if (Workbook.Is(archive))
        {
            LookThroughWorkbook(archive, layer);
            return;
        }

        RequireNotNested();
        var layers = new ArchiveLayers(archive.Members);
        if (layers.Names is []) throw layers.RefuseEmpty();
        Layers = layers.Names;
        // The layer named may be one within the only file.
        if (Layers is [var only]) TakeMember(archive, layers, only, stated, layer);
        else if (layer is not null) TakeMember(archive, layers, layer, stated, within: null);
    }

    private void RequireNotNested()
    {
        if (_isMember) throw new FileRefusedException($"The archive holds another archive ('{_contentName}'); unpack it first.");
    }

    private void LookThroughWorkbook(Archive archive, string? layer)
    {
        Workbook.RequireBounded(archive);
        var whole = _isPacked ? _unpacked[^1] : _content;
        (Format, ContentBytes, _parts[".xlsx"]) = (FileFormat.Xlsx, whole.Length, whole);
        var sheets = Workbook.Sheets(whole);
        Choose(sheets, layer ?? sheets[0]);
    }

    private void Choose(IReadOnlyList<string> layers, string? wanted)
    {
        // A workbook in an archive keeps the archive's choice in view, unless there was none to make.
        if (_isMember && Layers.Count > 1)
        {
            Layer = layers.Count == 1 || Format == FileFormat.Xlsx ? layers[0] : throw new FileRefusedException(
                $"The file '{_contentName}' in the archive holds {layers.Count} layers of its own ({string.Join(", ", layers.Take(30))}); send it by itself.");
            return;
        }

        Layers = layers;
        Layer = wanted is null ? (layers is [var only] ? only : null) : layers.FirstOrDefault(known => known == wanted) ?? throw NoLayer(wanted);
    }

    private void TakeShapefile(Archive archive, IEnumerable<ArchiveMember> parts, Encoding? stated)
    {
        foreach (var part in parts)
            if (!_parts.TryAdd(part.Extension, Unpack(archive, part)))
                throw new FileRefusedException($"The archive holds '{part.Path}' twice, in capitals and without.");
        Format = Part(".shp") is null ? FileFormat.Dbf : FileFormat.Shapefile;
        LookThroughShapefile(stated);
    }

    private void TakeMember(Archive archive, ArchiveLayers layers, string wanted, Encoding? stated, string? within)
    {
        var member = layers.Find(wanted) ?? throw NoLayer(wanted);
        (Layer, _isMember) = (wanted, true);
        if (member.Extension is ".shp" or ".dbf")
        {
            if (within is not null && within != wanted) throw NoLayer(within);
            TakeShapefile(archive, layers.PartsOf(member), stated);
            return;
        }

        (_content, _contentName) = (Unpack(archive, member), Path.GetFileName(member.Path));
        LookThrough(stated, within == wanted ? null : within);
        if (within is not null && within != Layer) throw NoLayer(within);
    }

    private void LookThroughShapefile(Encoding? stated)
    {
        ContentBytes = (Part(".shp") ?? Part(".dbf"))!.Length;
        Prj = ReadShort(".prj");
        if (Part(".dbf") is { } dbf) (Encoding, EncodingSource) = DbfEncoding.Find(DbfTable.Open(dbf), stated, ReadShort(".cpg"));
    }

    // A .prj or .cpg: one line of ASCII, mostly.
    private string? ReadShort(string extension)
    {
        const int MostBytes = 64 << 10;
        if (Part(extension) is not { } part) return null;
        var bytes = new byte[Math.Min(MostBytes, part.Length)];
        part.Position = 0;
        part.ReadExactly(bytes);
        var text = TextEncodings.TryDecode(SkipMark(bytes), TextEncodings.StrictUtf8, out var utf8) ? utf8 : Encoding.Latin1.GetString(bytes);
        return text.Trim(' ', '\r', '\n', '\t', '\0') is { Length: > 0 } trimmed ? trimmed : null;
    }

    private FileStream Unpack(Archive archive, ArchiveMember member)
    {
        var file = archive.Extract(member);
        _unpacked.Add(file);
        return file;
    }

    // What has to be read at any place of it is unpacked first.
    private Stream WholeContent()
    {
        if (!_isPacked) return _content;
        var whole = TempFile.Create();
        _unpacked.Add(whole);
        using (var content = OpenContent()) content.CopyTo(whole);
        ContentBytes = whole.Length;
        RequireWhole();
        return whole;
    }

    // .NET takes the end of a cut-off file for its end. A whole one ends with the length of what it holds, modulo 2^32.
    private void RequireWhole()
    {
        var length = new byte[4];
        _content.Position = Math.Max(0, _content.Length - length.Length);
        _content.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        if (BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)ContentBytes)
            throw new FileRefusedException("The packed file (gzip) is cut off, or made of several packed files; pack it anew, or send it unpacked.");
    }

    private (Encoding Encoding, EncodingSource Source) FindEncoding(Encoding? stated)
    {
        if (MarkedEncoding() is { } marked) return (Confirm(marked, stated), EncodingSource.Stated);
        var declared = stated is null && Format is FileFormat.Kml or FileFormat.Gpx ? Declared() : null;
        var (badLine, isAscii) = Check(TextEncodings.StrictUtf8);
        if (badLine is null)
        {
            if (stated is not null && stated != TextEncodings.StrictUtf8 && !isAscii)
                throw new FileRefusedException($"The mapping says {TextEncodings.NameOf(stated).ToLowerInvariant()}, but the file is UTF-8; correct the mapping's \"encoding\".");
            var isCertain = stated is not null || HasMark();
            return (TextEncodings.StrictUtf8, isAscii || Format != FileFormat.Csv ? EncodingSource.Format : isCertain ? EncodingSource.Stated : EncodingSource.Detected);
        }

        if (declared is not null && declared != TextEncodings.StrictUtf8) return (Confirm(declared, declared), EncodingSource.Stated);
        if (stated == TextEncodings.StrictUtf8)
            throw new FileRefusedException($"The mapping says utf-8, but line {badLine} of the file is not; is it gb18030?");
        if (stated is not null) return (Confirm(stated, stated), EncodingSource.Stated);
        if (Format == FileFormat.GeoJson)
            throw new FileRefusedException($"Line {badLine} is not UTF-8, which GeoJSON has to be; where it is gb18030, say so in the mapping's \"encoding\".");
        return (Detect(badLine.Value), EncodingSource.Detected);
    }

    private Encoding Confirm(Encoding encoding, Encoding? stated)
    {
        if (stated is not null && stated.WebName != encoding.WebName)
            throw new FileRefusedException($"The mapping says {TextEncodings.NameOf(stated).ToLowerInvariant()}, but the file begins with the mark of {TextEncodings.NameOf(encoding)}.");
        return Check(encoding).BadLine is { } bad
            ? throw new FileRefusedException($"Line {bad} of the file is not {TextEncodings.NameOf(encoding)}, which {(stated is null ? "the mark at its start" : "the mapping")} says it is.")
            : encoding;
    }

    private Encoding Detect(int notUtf8)
    {
        var (badGb18030, badBig5) = (Check(TextEncodings.StrictGb18030).BadLine, Check(TextEncodings.StrictBig5).BadLine);
        var encoding = Guess().Choose(badGb18030 is null, badBig5 is null);
        if (encoding is null && badGb18030 is { } alsoBad)
            throw new FileRefusedException($"The file is in no encoding GridMap reads: line {notUtf8} is not UTF-8, and line {alsoBad} is not GB18030.");
        if (encoding is null)
            throw new FileRefusedException(
                $"Line {notUtf8} is not UTF-8, and the file reads as neither GB18030 nor Big5; say in the mapping's \"encoding\" which encoding it is in.");
        Check(encoding);
        return encoding;
    }

    private EncodingGuess Guess()
    {
        const int SampleBytes = 4 << 20;
        using var content = OpenContent();
        var sample = new byte[SampleBytes];
        var guess = new EncodingGuess();
        guess.Add(sample.AsSpan(0, content.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false)));
        return guess;
    }

    // What an XML declaration says.
    private Encoding? Declared()
    {
        using var content = OpenContent();
        var start = new byte[200];
        var text = Encoding.Latin1.GetString(start, 0, content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        return Declaration().Match(text) is { Success: true } match ? TextEncodings.Named(match.Groups["name"].Value, "The XML") : null;
    }

    [GeneratedRegex("""^[^<]*<\?xml[^>]*encoding\s*=\s*["'](?<name>[^"']+)["']""")]
    private static partial Regex Declaration();

    private bool HasMark()
    {
        using var content = OpenContent();
        var mark = new byte[3];
        return content.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && SkipMark(mark).IsEmpty;
    }

    private Encoding? MarkedEncoding()
    {
        using var content = OpenContent();
        var mark = new byte[2];
        content.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        return mark switch
        {
            [0xFF, 0xFE] => TextEncodings.StrictUtf16,
            [0xFE, 0xFF] => TextEncodings.StrictUtf16BigEndian,
            _ => null,
        };
    }

    private (int? BadLine, bool IsAscii) Check(Encoding encoding)
    {
        using var content = OpenContent();
        var result = TextEncodings.Check(content, encoding);
        if (result.BadLine is null) ContentBytes = content.BytesRead;
        return result;
    }

    private FileRefusedException NoLayer(string wanted) =>
        new($"The file has no layer '{wanted}'; it has: {string.Join(", ", Layers.Take(30))}.");

    private static byte[] Start(Stream stream)
    {
        var start = new byte[BufferBytes];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    private static ReadOnlySpan<byte> SkipMark(ReadOnlySpan<byte> start) => start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start;
}
