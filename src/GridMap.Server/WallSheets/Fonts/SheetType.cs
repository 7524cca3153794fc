using System.Globalization;
using System.Text;
using SkiaSharp;

namespace GridMap.Server.WallSheets.Fonts;

/// <summary>Sets a sheet's texts. Sizes and widths are in points.</summary>
internal sealed class SheetType : IDisposable
{
    /// <summary>Stands for a character that no font has, as printers have long done (U+3013, the geta mark).</summary>
    private const char Missing = '〓';

    private readonly Dictionary<Rune, (int Face, float Em)> _characters = [];
    private readonly Dictionary<(int Face, float Size), SKFont> _sized = [];
    private readonly SKTypeface?[] _faces;

    private SheetType(SheetFonts fonts, IEnumerable<Rune> characters)
    {
        _faces = new SKTypeface?[fonts.Count];
        var ofFace = new List<Rune>[fonts.Count];
        foreach (var character in characters)
        {
            var face = fonts.FirstWith(character);
            if (face < 0) continue;
            var font = fonts[face];
            _characters[character] = (face, (float)font.Metrics(font.FindGlyph(character)).Advance / font.UnitsPerEm);
            (ofFace[face] ??= []).Add(character);
        }

        for (var face = 0; face < fonts.Count; face++)
        {
            if (ofFace[face] is not { } used) continue;
            using var data = SKData.CreateCopy(TrueTypeSubset.Write(fonts[face], used));
            _faces[face] = SKTypeface.FromData(data);
        }
    }

    /// <summary>A type of what these texts need.</summary>
    public static SheetType Of(SheetFonts fonts, IEnumerable<string> texts)
    {
        var characters = new SortedSet<Rune>(Comparer<Rune>.Create((one, other) => one.Value.CompareTo(other.Value))) { new(' '), new(Missing), new('…') };
        foreach (var text in texts)
            foreach (var character in Readable(text).EnumerateRunes()) characters.Add(character);
        return new(fonts, characters);
    }

    public void Dispose()
    {
        foreach (var font in _sized.Values) font.Dispose();
        foreach (var face in _faces) face?.Dispose();
    }

    /// <summary>How wide a text is.</summary>
    public float Width(string text, float size)
    {
        var em = 0f;
        foreach (var character in Readable(text).EnumerateRunes()) em += Find(character).Em;
        return em * size;
    }

    /// <summary>Draws a text that begins at a point of its base line.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float y, float size, SKPaint paint)
    {
        foreach (var (part, face, begins) in Runs(text, size)) canvas.DrawText(part, x + begins, y, SKTextAlign.Left, Sized(face, size), paint);
    }

    /// <summary>The same stronger: no face of its own, its outline is drawn over it.</summary>
    public void DrawBold(SKCanvas canvas, string text, float x, float y, float size, SKColor colour)
    {
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        using var edge = new SKPaint { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = size * 0.035f, StrokeJoin = SKStrokeJoin.Round };
        Draw(canvas, text, x, y, size, fill);
        DrawOutline(canvas, text, x, y, size, edge);
    }

    /// <summary>Draws the characters' shapes as lines, which are no text: nobody finds it twice.</summary>
    public void DrawOutline(SKCanvas canvas, string text, float x, float y, float size, SKPaint paint)
    {
        foreach (var (part, face, begins) in Runs(text, size))
        {
            using var outline = Sized(face, size).GetTextPath(part, new SKPoint(x + begins, y));
            canvas.DrawPath(outline, paint);
        }
    }

    /// <summary>The text in lines of at most a width. Chinese breaks anywhere, numbers and words only where they are longer than a line.</summary>
    public List<string> Wrap(string text, float size, float width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(Readable(text)).SelectMany(piece => Width(piece, size) > width ? Characters(piece) : [piece]))
        {
            if (line is not "" && Width(line + piece, size) > width)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }

            line += line is "" ? piece.TrimStart() : piece;
        }

        if (line.TrimEnd() is not "" and var last) lines.Add(last);
        return lines;
    }

    private static IEnumerable<string> Characters(string text) => text.EnumerateRunes().Select(character => character.ToString());

    // Whatever is neither a Chinese character nor followed by one stays together.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var character in text.EnumerateRunes())
        {
            var standsAlone = character.Value >= 0x2E80 || Rune.IsWhiteSpace(character);
            if (standsAlone && piece.Length > 0)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(character.ToString());
            if (!standsAlone) continue;
            yield return piece.ToString();
            piece.Clear();
        }

        if (piece.Length > 0) yield return piece.ToString();
    }

    // Line breaks and other control characters have no shape; half characters are none.
    private static string Readable(string text) => text.All(c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
        ? text
        : string.Concat(text.EnumerateRunes().Where(one => Rune.GetUnicodeCategory(one) != UnicodeCategory.Format).Select(one => Rune.IsControl(one) ? " " : one.ToString()));

    private (int Face, float Em) Find(Rune character) =>
        _characters.TryGetValue(character, out var found) ? found : _characters.GetValueOrDefault(new Rune(Missing));

    private IEnumerable<(string Part, int Face, float Begins)> Runs(string text, float size)
    {
        var (part, face, begins, ends) = (new StringBuilder(), -1, 0f, 0f);
        foreach (var character in Readable(text).EnumerateRunes())
        {
            var (of, em) = Find(character);
            if (of != face && part.Length > 0)
            {
                yield return (part.ToString(), face, begins);
                (begins, _) = (ends, part.Clear());
            }

            face = of;
            part.Append(_characters.ContainsKey(character) ? character.ToString() : Missing.ToString());
            ends += em * size;
        }

        if (part.Length > 0) yield return (part.ToString(), face, begins);
    }

    private SKFont Sized(int face, float size)
    {
        if (_sized.TryGetValue((face, size), out var font)) return font;
        return _sized[(face, size)] = new SKFont(_faces[face], size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None, Edging = SKFontEdging.Antialias };
    }
}
