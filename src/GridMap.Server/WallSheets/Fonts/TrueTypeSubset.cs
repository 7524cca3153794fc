using System.Buffers.Binary;
using System.Text;

namespace GridMap.Server.WallSheets.Fonts;

/// <summary>
/// Writes a font of a few characters of another one. Skia puts a font into a PDF whole, which would be megabytes; and where two
/// characters share a glyph (网 and its radical ⽹ do) it tells a reader the wrong one. Here every character has a glyph of its own,
/// so that what is drawn is also what is found and copied.
/// </summary>
internal static class TrueTypeSubset
{
    private const int MoreComponents = 0x20, ArgumentsAreWords = 1, HasScale = 8, HasTwoScales = 0x40, HasMatrix = 0x80;

    // Copied as they are; the last three are what hinted outlines refer to.
    private static readonly string[] Kept = ["OS/2", "name", "cvt ", "fpgm", "prep"];

    /// <summary>The font of these characters, glyph 1 the first of them.</summary>
    /// <param name="font">Where they are from.</param>
    /// <param name="characters">In ascending order, each of them in the font.</param>
    public static byte[] Write(TrueTypeFont font, IReadOnlyList<Rune> characters)
    {
        List<int> glyphs = [0, .. characters.Select(font.FindGlyph)];
        var (outlines, places) = WriteOutlines(font, glyphs);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines,
            ["loca"] = places,
            ["hmtx"] = WriteMetrics(font, glyphs),
            ["cmap"] = WriteCharacters(characters),
            ["head"] = Changed(font, "head", (8, 0), (10, 0), (50, 1)),
            ["hhea"] = Changed(font, "hhea", (34, glyphs.Count)),
            ["maxp"] = Changed(font, "maxp", (4, glyphs.Count)),
            // Version 3: no names of glyphs.
            ["post"] = [0, 3, .. new byte[30]],
        };
        foreach (var tag in Kept.Where(font.HasTable)) tables[tag] = font.Table(tag).ToArray();
        return WriteFile(tables);
    }

    // Glyphs made of others bring those with them: the list grows while it is gone through.
    private static (byte[] Outlines, byte[] Places) WriteOutlines(TrueTypeFont font, List<int> glyphs)
    {
        var components = new Dictionary<int, int>();
        var outlines = new List<byte>();
        var places = new List<byte>();
        for (var number = 0; number < glyphs.Count; number++)
        {
            Add(places, outlines.Count);
            var outline = font.Outline(glyphs[number]).ToArray();
            if (outline.Length > 0 && BinaryPrimitives.ReadInt16BigEndian(outline) < 0) Renumber(outline, glyphs, components);
            outlines.AddRange(outline);
            while (outlines.Count % 4 != 0) outlines.Add(0);
        }

        Add(places, outlines.Count);
        return ([.. outlines], [.. places]);
    }

    private static void Renumber(byte[] outline, List<int> glyphs, Dictionary<int, int> components)
    {
        for (var (at, flags) = (10, MoreComponents); (flags & MoreComponents) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var old = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            if (!components.TryGetValue(old, out var number))
            {
                components[old] = number = glyphs.Count;
                glyphs.Add(old);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)number);
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2)
                + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }
    }

    private static byte[] WriteMetrics(TrueTypeFont font, List<int> glyphs)
    {
        var table = new byte[4 * glyphs.Count];
        for (var number = 0; number < glyphs.Count; number++)
        {
            var (advance, bearing) = font.Metrics(glyphs[number]);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4 * number), (ushort)advance);
            BinaryPrimitives.WriteInt16BigEndian(table.AsSpan(4 * number + 2), (short)bearing);
        }

        return table;
    }

    // One table of format 12 (platform 3, encoding 10), a group for each character.
    private static byte[] WriteCharacters(IReadOnlyList<Rune> characters)
    {
        var table = new List<byte> { 0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0 };
        Add(table, 16 + 12 * characters.Count);
        Add(table, 0);
        Add(table, characters.Count);
        for (var number = 0; number < characters.Count; number++)
        {
            Add(table, characters[number].Value);
            Add(table, characters[number].Value);
            Add(table, number + 1);
        }

        return [.. table];
    }

    private static byte[] Changed(TrueTypeFont font, string tag, params (int At, int Value)[] values)
    {
        var table = font.Table(tag).ToArray();
        foreach (var (at, value) in values) BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)value);
        return table;
    }

    private static byte[] WriteFile(SortedDictionary<string, byte[]> tables)
    {
        var fit = 1 << (int)Math.Log2(tables.Count);
        var file = new List<byte> { 0, 1, 0, 0 };
        foreach (var number in new[] { tables.Count, 16 * fit, (int)Math.Log2(fit), 16 * (tables.Count - fit) })
            file.AddRange([(byte)(number >> 8), (byte)number]);
        var at = 12 + 16 * tables.Count;
        foreach (var (tag, table) in tables)
        {
            file.AddRange(Encoding.ASCII.GetBytes(tag));
            Add(file, (int)Checksum(table));
            Add(file, at);
            Add(file, table.Length);
            at += (table.Length + 3) / 4 * 4;
        }

        foreach (var table in tables.Values)
        {
            file.AddRange(table);
            file.AddRange(new byte[(4 - table.Length % 4) % 4]);
        }

        return [.. file];
    }

    private static uint Checksum(byte[] table)
    {
        var sum = 0u;
        for (var at = 0; at < table.Length; at++) sum += (uint)table[at] << (24 - 8 * (at % 4));
        return sum;
    }

    private static void Add(List<byte> to, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        to.AddRange(bytes);
    }
}
