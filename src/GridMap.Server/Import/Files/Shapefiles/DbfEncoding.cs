using System.Text;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>Which encoding the texts of a .dbf are in.</summary>
internal static class DbfEncoding
{
    private const byte WesternWindows = 0x57;

    /// <summary>
    /// The encoding: the one somebody states if the texts decode in it, then the .cpg's, then the header's; where none is
    /// stated, UTF-8 if all is that, else the likelier of GB18030 and Big5.
    /// </summary>
    /// <param name="table">Read through, and left at its beginning.</param>
    /// <param name="stated">What the mapping says.</param>
    /// <param name="cpg">What the .cpg says.</param>
    /// <exception cref="FileRefusedException">The texts are not in the stated encoding, or in none that can be told.</exception>
    public static (Encoding Encoding, EncodingSource Source) Find(DbfTable table, Encoding? stated, string? cpg)
    {
        var named = stated ?? TextEncodings.Named(string.IsNullOrWhiteSpace(cpg) ? null : cpg, "The .cpg")
            ?? TextEncodings.OfLanguageDriver(table.LanguageDriver);
        var who = stated is not null ? "The mapping says" : string.IsNullOrWhiteSpace(cpg) ? "The header of the .dbf says" : "The .cpg says";
        var looked = Look(table, named);
        table.Rewind();
        if (named is not null && looked.NotNamed is null)
            return (named, looked.IsAscii ? EncodingSource.Format : EncodingSource.Stated);
        // Programs write a .cpg or a mark they do not keep to: UTF-8 is never met by chance in more than a few bytes.
        if (named is not null && (stated is not null || !looked.IsUtf8))
            throw new FileRefusedException($"{who} {TextEncodings.NameOf(named)}, but record {looked.NotNamed} of the .dbf is not.");
        if (looked.IsAscii) return (TextEncodings.StrictUtf8, EncodingSource.Format);
        if (looked.IsUtf8) return (TextEncodings.StrictUtf8, EncodingSource.Detected);
        if (looked.Guess.Choose(looked.IsGb18030, looked.IsBig5) is { } likely) return (likely, EncodingSource.Detected);
        if (table.LanguageDriver is WesternWindows or 0x03 or 0x58 or 0x59) return (TextEncodings.Western, EncodingSource.Detected);
        throw new FileRefusedException(
            $"The .dbf does not say which encoding its texts are in, and record {looked.NotUtf8} is not UTF-8 and reads as neither GB18030 nor Big5; say which it is.");
    }

    private static Looked Look(DbfTable table, Encoding? named)
    {
        var looked = new Looked();
        table.Rewind();
        foreach (var field in table.Fields) looked.Take(field.Name, named, 0);
        var texts = table.Fields.Where(field => field.IsText).ToArray();
        if (texts.Length == 0) return looked;
        while (table.Read())
            foreach (var field in texts) looked.Take(table.Bytes(field), named, table.RecordNumber);
        return looked;
    }

    private sealed class Looked
    {
        public EncodingGuess Guess { get; } = new();

        public bool IsAscii { get; private set; } = true;

        public int? NotNamed { get; private set; }

        public int? NotUtf8 { get; private set; }

        public bool IsUtf8 => NotUtf8 is null;

        public bool IsGb18030 { get; private set; } = true;

        public bool IsBig5 { get; private set; } = true;

        public void Take(ReadOnlySpan<byte> text, Encoding? named, int record)
        {
            if (Ascii.IsValid(text) && named is not UnicodeEncoding) return;
            IsAscii = false;
            Guess.Add(text);
            if (IsUtf8 && !TextEncodings.TryDecode(text, TextEncodings.StrictUtf8, out _)) NotUtf8 = record;
            if (IsGb18030) IsGb18030 = TextEncodings.TryDecode(text, TextEncodings.StrictGb18030, out _);
            if (IsBig5) IsBig5 = TextEncodings.TryDecode(text, TextEncodings.StrictBig5, out _);
            if (named is not null && NotNamed is null && !TextEncodings.TryDecode(text, named, out _)) NotNamed = record;
        }
    }
}
