using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GridMap.Server.Import.Files;

/// <summary>A file to import, looked through once: what it is, how it is written, how long. It is then read as often as needed.</summary>
internal sealed class ImportFile
{
    private const int BufferBytes = 1 << 18;
    private readonly Stream _raw;
    private readonly long _limitBytes;
    private readonly bool _isPacked;

    private ImportFile(Stream raw, string name, long limitBytes)
    {
        _raw = raw;
        Name = name;
        _limitBytes = limitBytes;
        if (raw.Length > limitBytes) throw FileRefusedException.TooLarge(limitBytes);
        // An upload was just written, and stands at its end.
        raw.Position = 0;
        var start = Start(raw);
        _isPacked = start is [0x1F, 0x8B, ..];
    }

    public string Name { get; }

    public FileFormat Format { get; private set; }

    public Encoding Encoding { get; private set; } = TextEncodings.StrictUtf8;

    /// <summary>Length of the content, unpacked.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Of the file as it came.</summary>
    public byte[] Sha256 { get; private set; } = [];

    /// <summary>Looks a file through.</summary>
    /// <param name="raw">The file; seekable, and left open.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="statedEncoding">What the mapping says about its encoding.</param>
    /// <param name="limitBytes">The most bytes it may hold, unpacked.</param>
    /// <exception cref="FileRefusedException">It is too large, of another kind, or not in the encoding it should be in.</exception>
    public static ImportFile Probe(Stream raw, string name, string? statedEncoding, long limitBytes)
    {
        var file = new ImportFile(raw, name, limitBytes);
        using (var content = file.OpenContent())
            file.Format = FileKind.Tell(SkipMark(Start(content)), Path.GetFileNameWithoutExtension(name) is var stem && file._isPacked ? stem : name);
        file.Encoding = file.FindEncoding(TextEncodings.Named(statedEncoding));
        if (file._isPacked) file.RequireWhole();
        raw.Position = 0;
        file.Sha256 = SHA256.HashData(raw);
        return file;
    }

    /// <summary>The content from its beginning, unpacked, byte-order mark and all.</summary>
    public CountingStream OpenContent()
    {
        _raw.Position = 0;
        return _isPacked
            ? new CountingStream(new GZipStream(_raw, CompressionMode.Decompress, leaveOpen: true), _limitBytes, _raw.Length)
            : new CountingStream(_raw, _limitBytes, packedBytes: null);
    }

    // .NET takes the end of a cut-off file for its end. A whole one ends with the length of what it holds, modulo 2^32.
    private void RequireWhole()
    {
        var length = new byte[4];
        _raw.Position = Math.Max(0, _raw.Length - length.Length);
        _raw.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        if (BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)ContentBytes)
            throw new FileRefusedException("The packed file (gzip) is cut off, or made of several packed files; pack it anew, or send it unpacked.");
    }

    private Encoding FindEncoding(Encoding? stated)
    {
        var (badLine, isAscii) = Check(TextEncodings.StrictUtf8);
        if (badLine is null)
        {
            if (stated == TextEncodings.StrictGb18030 && !isAscii)
                throw new FileRefusedException("The mapping says gb18030, but the file is UTF-8; correct the mapping's \"encoding\".");
            return TextEncodings.StrictUtf8;
        }

        if (stated == TextEncodings.StrictUtf8)
            throw new FileRefusedException($"The mapping says utf-8, but line {badLine} of the file is not; is it gb18030?");
        if (stated is null && Format == FileFormat.GeoJson)
            throw new FileRefusedException($"Line {badLine} is not UTF-8, which GeoJSON has to be; where it is gb18030, say so in the mapping's \"encoding\".");
        return Check(TextEncodings.StrictGb18030).BadLine is { } alsoBad
            ? throw new FileRefusedException($"The file is in no encoding GridMap reads: line {badLine} is not UTF-8, and line {alsoBad} is not GB18030.")
            : TextEncodings.StrictGb18030;
    }

    private (int? BadLine, bool IsAscii) Check(Encoding encoding)
    {
        using var content = OpenContent();
        var result = TextEncodings.Check(content, encoding);
        if (result.BadLine is null) ContentBytes = content.BytesRead;
        return result;
    }

    private static byte[] Start(Stream stream)
    {
        var start = new byte[BufferBytes];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    private static ReadOnlySpan<byte> SkipMark(ReadOnlySpan<byte> start) => start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start;
}
