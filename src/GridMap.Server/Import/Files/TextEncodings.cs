using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GridMap.Server.Import.Files;

/// <summary>Which encoding a text is in: UTF-8 when it is that throughout, otherwise GB18030 as Chinese spreadsheets save it.</summary>
internal static class TextEncodings
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>UTF-8 that throws at bytes which are not.</summary>
    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>GB18030 (of which GBK and GB2312 are parts) that throws at bytes which are not.</summary>
    public static Encoding StrictGb18030 { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The encoding a mapping names, null where it names none.</summary>
    /// <exception cref="FileRefusedException">GridMap does not read it.</exception>
    public static Encoding? Named(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "utf-8" or "utf8" or "utf-8-sig" => StrictUtf8,
        "gb18030" or "gbk" or "gb2312" or "cp936" => StrictGb18030,
        _ => throw new FileRefusedException($"The mapping names the encoding '{name}'; GridMap reads utf-8 and gb18030."),
    };

    /// <summary>The line, from 1, of the first bytes that are not in the encoding, or null when all are; and whether all bytes are ASCII.</summary>
    public static (int? BadLine, bool IsAscii) Check(Stream content, Encoding encoding) =>
        ReferenceEquals(encoding, StrictUtf8) ? CheckUtf8(content) : (CheckByDecoding(content, encoding), false);

    private static (int? BadLine, bool IsAscii) CheckUtf8(Stream content)
    {
        var buffer = new byte[ChunkBytes];
        var (kept, line, isAscii) = (0, 1, true);
        while (true)
        {
            var read = content.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
            var chunk = buffer.AsSpan(0, kept + read);
            isAscii = isAscii && Ascii.IsValid(chunk);
            var whole = read == 0 ? chunk : chunk[..CompleteLength(chunk)];
            if (!Utf8.IsValid(whole)) return (line + LinesBeforeFault(whole), false);
            if (read == 0) return (null, isAscii);
            line += whole.Count((byte)'\n');
            kept = chunk.Length - whole.Length;
            chunk[whole.Length..].CopyTo(buffer);
        }
    }

    // Without a character cut off at the end: it is looked at with the next chunk.
    private static int CompleteLength(ReadOnlySpan<byte> chunk)
    {
        for (var back = 1; back <= 3 && back <= chunk.Length; back++)
        {
            var lead = chunk[^back];
            if ((lead & 0xC0) == 0x80) continue;
            var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            return length > back ? chunk.Length - back : chunk.Length;
        }

        return chunk.Length;
    }

    private static int LinesBeforeFault(ReadOnlySpan<byte> chunk)
    {
        var at = 0;
        while (at < chunk.Length && Rune.DecodeFromUtf8(chunk[at..], out _, out var length) == OperationStatus.Done) at += length;
        return chunk[..at].Count((byte)'\n');
    }

    private static int? CheckByDecoding(Stream content, Encoding encoding)
    {
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: false, ChunkBytes, leaveOpen: true);
        var line = 1;
        var buffer = new char[4096];
        try
        {
            for (int read; (read = reader.Read(buffer)) > 0;) line += buffer.AsSpan(0, read).Count('\n');
            return null;
        }
        catch (DecoderFallbackException)
        {
            return line;
        }
    }
}
