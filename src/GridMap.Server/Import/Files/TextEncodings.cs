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

    /// <summary>Big5 with Hong Kong's supplementary characters, that throws at bytes which are not.</summary>
    public static Encoding StrictBig5 { get; } = new Big5HkscsEncoding();

    /// <summary>UTF-16, least significant byte first, that throws at bytes which are not.</summary>
    public static Encoding StrictUtf16 { get; } = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>UTF-16, most significant byte first, that throws at bytes which are not.</summary>
    public static Encoding StrictUtf16BigEndian { get; } = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>As people know it: <c>UTF-8</c>, <c>GB18030</c>.</summary>
    public static string NameOf(Encoding encoding) => encoding switch
    {
        _ when encoding == StrictUtf8 => "UTF-8",
        _ when encoding == StrictGb18030 => "GB18030",
        _ when encoding == StrictBig5 => "Big5-HKSCS",
        _ when encoding == StrictUtf16 => "UTF-16LE",
        _ when encoding == StrictUtf16BigEndian => "UTF-16BE",
        _ => encoding.WebName,
    };

    /// <summary>The encoding somebody names; null where none is named.</summary>
    /// <param name="name">As .cpg files, mappings and people write it: <c>utf-8</c>, <c>CP936</c>, <c>1251</c>, <c>Big-5</c>.</param>
    /// <param name="where">Who names it, to begin the refusal with.</param>
    /// <exception cref="FileRefusedException">GridMap does not read it.</exception>
    public static Encoding? Named(string? name, string where = "The mapping")
    {
        if (name is null) return null;
        return Find(Simplify(name)) ?? throw new FileRefusedException(
            $"{where} names the encoding '{name.Trim()}'; GridMap reads utf-8 and gb18030, big5 and the code pages of Windows.");
    }

    /// <summary>The encoding that byte 29 of a .dbf's header stands for; null where it says nothing certain.</summary>
    public static Encoding? OfLanguageDriver(byte id) => id switch
    {
        0x4D or 0x7A => StrictGb18030,
        0x4F or 0x78 => StrictBig5,
        0x13 or 0x7B => Strict("shift_jis"),
        0x4E or 0x79 => Strict("euc-kr"),
        0x50 or 0x7C => Strict("windows-874"),
        0xC8 => Strict("windows-1250"),
        0xC9 => Strict("windows-1251"),
        0xCA => Strict("windows-1254"),
        0xCB => Strict("windows-1253"),
        0xCC => Strict("windows-1257"),
        0x01 or 0x09 or 0x0B or 0x0D or 0x0F or 0x11 or 0x15 or 0x18 or 0x19 or 0x1B => Strict("ibm437"),
        0x02 or 0x0A or 0x0E or 0x10 or 0x12 or 0x14 or 0x16 or 0x1A or 0x1D or 0x25 or 0x37 => Strict("ibm850"),
        0x26 or 0x65 => Strict("cp866"),
        0x64 => Strict("ibm852"),
        _ => null,
    };

    /// <summary>Western European, which a .dbf of a western Windows is in; a Chinese one sets the same mark on GBK.</summary>
    public static Encoding Western { get; } = Strict("windows-1252");

    /// <summary>The first characters of a file, as far as they can be told.</summary>
    public static string StartOfText(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(start[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(start[2..]),
        _ => Encoding.Latin1.GetString(start),
    };

    /// <summary>Decodes a text that may have been cut to the width of its field.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="encoding">Throws at bytes that are not in it.</param>
    /// <param name="text">The text; without half a character at its end.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Encoding encoding, out string text)
    {
        for (var cut = 0; cut <= Math.Min(3, bytes.Length); cut++)
        {
            try
            {
                text = encoding.GetString(bytes[..^cut]);
                return true;
            }
            catch (DecoderFallbackException)
            {
                // Perhaps with a byte less; a wrong encoding fails at all of them.
            }
        }

        text = "";
        return false;
    }

    private static Encoding? Find(string name) => name switch
    {
        "utf8" or "utf8sig" or "65001" or "cp65001" or "unicodeutf8" => StrictUtf8,
        "gb18030" or "gbk" or "gb2312" or "cp936" or "936" or "ms936" or "windows936" or "54936" or "gb23121980" or "hzgb2312" or "chinesegb" => StrictGb18030,
        "big5" or "big5hkscs" or "cp950" or "950" or "ms950" or "windows950" or "cp951" or "951" => StrictBig5,
        "utf16" or "utf16le" or "unicode" or "1200" or "cp1200" => StrictUtf16,
        "utf16be" or "1201" or "cp1201" => StrictUtf16BigEndian,
        "shiftjis" or "sjis" or "cp932" or "932" => Strict("shift_jis"),
        "eucjp" or "51932" => Strict("euc-jp"),
        "euckr" or "cp949" or "949" or "51949" => Strict("euc-kr"),
        "koi8r" or "20866" => Strict("koi8-r"),
        "koi8u" => Strict("koi8-u"),
        "874" or "cp874" or "windows874" => Strict("windows-874"),
        "latin1" or "iso88591" or "88591" or "28591" => Strict("iso-8859-1"),
        _ when name.StartsWith("latin", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out var part) => StrictOrNone($"iso-8859-{part}"),
        _ when name.StartsWith("iso8859", StringComparison.Ordinal) && int.TryParse(name.AsSpan(7), out var part) => StrictOrNone($"iso-8859-{part}"),
        _ when name.StartsWith("8859", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), out var part) => StrictOrNone($"iso-8859-{part}"),
        _ when int.TryParse(name.Replace("windows", "", StringComparison.Ordinal).Replace("ansi", "", StringComparison.Ordinal).Replace("cp", "", StringComparison.Ordinal), out var page) =>
            StrictOrNone(page is >= 1250 and <= 1258 ? $"windows-{page}" : $"ibm{page}") ?? StrictOrNone($"cp{page}"),
        _ => null,
    };

    private static string Simplify(string name) =>
        new([.. name.Trim().ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static Encoding Strict(string name) => StrictOrNone(name) ?? throw new ArgumentException($"There is no encoding {name}.", nameof(name));

    private static Encoding? StrictOrNone(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

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
