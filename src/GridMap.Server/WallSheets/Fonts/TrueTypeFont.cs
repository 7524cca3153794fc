using System.Buffers.Binary;
using System.Text;

namespace GridMap.Server.WallSheets.Fonts;

/// <summary>A TrueType font file as far as a subset of it needs: which glyph a character has, and the glyphs' outlines and widths.</summary>
/// <remarks>Tables and formats as in the OpenType specification (cmap formats 4 and 12, glyf, loca, hmtx). Of a collection (.ttc) it is the first face.</remarks>
internal sealed class TrueTypeFont
{
    private const uint Collection = 0x74746366;
    private readonly byte[] _file;
    private readonly Dictionary<string, Range> _tables = new(StringComparer.Ordinal);
    private readonly int _cmapAt, _cmapFormat;

    private TrueTypeFont(byte[] file)
    {
        _file = file;
        var at = UInt32(file, 0) == Collection ? (int)UInt32(file, 12) : 0;
        for (var table = 0; table < UInt16(file, at + 4); table++)
        {
            var entry = at + 12 + 16 * table;
            var start = (int)UInt32(file, entry + 8);
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = start..(start + (int)UInt32(file, entry + 12));
        }

        if (!HasTable("glyf") || !HasTable("loca")) throw new InvalidDataException("The font has no TrueType outlines.");
        (_cmapAt, _cmapFormat) = FindCharacters();
        UnitsPerEm = UInt16(Table("head"), 18);
        GlyphCount = UInt16(Table("maxp"), 4);
    }

    /// <summary>The unit of widths, as a part of the font's size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>How many glyphs it has.</summary>
    public int GlyphCount { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no font with TrueType outlines and Unicode characters.</exception>
    public static TrueTypeFont Read(string path)
    {
        try
        {
            return new(File.ReadAllBytes(path));
        }
        catch (Exception broken) when (broken is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{path}' is no font, or ends too early.", broken);
        }
    }

    public bool HasTable(string tag) => _tables.ContainsKey(tag);

    /// <summary>A table's bytes.</summary>
    public ReadOnlySpan<byte> Table(string tag) =>
        _tables.TryGetValue(tag, out var range) ? _file.AsSpan(range) : throw new InvalidDataException($"The font has no table '{tag}'.");

    /// <summary>The glyph of a character; 0 where it has none.</summary>
    public int FindGlyph(Rune character) => _cmapFormat == 12 ? FindInGroups(character.Value) : character.IsBmp ? FindInSegments(character.Value) : 0;

    /// <summary>A glyph's outline as the table glyf holds it; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = Table("loca");
        var isLong = UInt16(Table("head"), 50) != 0;
        int At(int number) => isLong ? (int)UInt32(Table("loca"), 4 * number) : 2 * UInt16(Table("loca"), 2 * number);
        return loca.IsEmpty || glyph >= GlyphCount ? [] : Table("glyf")[At(glyph)..At(glyph + 1)];
    }

    /// <summary>How far a glyph leads on, and how far from there its outline begins, in <see cref="UnitsPerEm"/>.</summary>
    public (int Advance, int LeftBearing) Metrics(int glyph)
    {
        var full = UInt16(Table("hhea"), 34);
        var hmtx = Table("hmtx");
        var last = Math.Min(glyph, full - 1);
        var bearing = glyph < full ? 4 * glyph + 2 : 4 * full + 2 * (glyph - full);
        return (UInt16(hmtx, 4 * last), BinaryPrimitives.ReadInt16BigEndian(hmtx[bearing..]));
    }

    private static int UInt16(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt16BigEndian(from[at..]);

    private static uint UInt32(ReadOnlySpan<byte> from, int at) => BinaryPrimitives.ReadUInt32BigEndian(from[at..]);

    // All of Unicode where the font tells it, else the first 65,536 characters.
    private (int At, int Format) FindCharacters()
    {
        var cmap = Table("cmap");
        (int At, int Format) best = default;
        for (var record = 0; record < UInt16(cmap, 2); record++)
        {
            var (platform, at) = (UInt16(cmap, 4 + 8 * record), (int)UInt32(cmap, 8 + 8 * record));
            var format = UInt16(cmap, at);
            if (platform is 0 or 3 && format is 4 or 12 && format > best.Format) best = (at, format);
        }

        return best.Format > 0 ? best : throw new InvalidDataException("The font does not say which glyphs are which characters of Unicode.");
    }

    private int FindInGroups(int character)
    {
        var cmap = Table("cmap")[_cmapAt..];
        var (low, high) = (0, (int)UInt32(cmap, 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = cmap[(16 + 12 * middle)..];
            if (character < UInt32(group, 0)) high = middle - 1;
            else if (character > UInt32(group, 4)) low = middle + 1;
            else return (int)(UInt32(group, 8) + character - UInt32(group, 0));
        }

        return 0;
    }

    private int FindInSegments(int character)
    {
        var cmap = Table("cmap")[_cmapAt..];
        var twice = UInt16(cmap, 6);
        var segment = 0;
        while (segment < twice && UInt16(cmap, 14 + segment) < character) segment += 2;
        var (starts, deltas, offsets) = (16 + twice, 16 + 2 * twice, 16 + 3 * twice);
        if (segment == twice || UInt16(cmap, starts + segment) > character) return 0;
        var offset = UInt16(cmap, offsets + segment);
        var delta = UInt16(cmap, deltas + segment);
        if (offset == 0) return (character + delta) & 0xFFFF;
        var glyph = UInt16(cmap, offsets + segment + offset + 2 * (character - UInt16(cmap, starts + segment)));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }
}
