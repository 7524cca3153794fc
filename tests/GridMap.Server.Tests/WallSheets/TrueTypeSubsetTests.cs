using System.Text;
using GridMap.Server.WallSheets.Fonts;
using SkiaSharp;

namespace GridMap.Server.Tests.WallSheets;

public sealed class TrueTypeSubsetTests
{
    private const string Text = "AÉ0119号网格（一）长";

    [Fact]
    public void A_subset_has_its_characters_as_the_font_has_them_and_is_small()
    {
        SheetFont.Find();
        var file = SheetFonts.Known.First(File.Exists);
        var font = TrueTypeFont.Read(file);
        List<Rune> characters = [.. Text.EnumerateRunes().Where(character => font.FindGlyph(character) > 0).Distinct().OrderBy(character => character.Value)];
        var bytes = TrueTypeSubset.Write(font, characters);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ttf");
        try
        {
            File.WriteAllBytes(path, bytes);
            var subset = TrueTypeFont.Read(path);
            Assert.All(characters.Index(), one => Assert.Equal(one.Index + 1, subset.FindGlyph(one.Item)));
            Assert.All(characters, one => Assert.Equal(font.Metrics(font.FindGlyph(one)), subset.Metrics(subset.FindGlyph(one))));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.InRange(bytes.Length, 1000, new FileInfo(file).Length / 10);
        AssertDrawnAlike(file, bytes);
    }

    // Glyphs made of others (É) too.
    private static void AssertDrawnAlike(string file, byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var whole = SKTypeface.FromFile(file);
        using var part = SKTypeface.FromData(data);
        using var one = new SKFont(whole, 100);
        using var other = new SKFont(part, 100);
        using var expected = one.GetTextPath(Text, SKPoint.Empty);
        using var drawn = other.GetTextPath(Text, SKPoint.Empty);
        Assert.Equal(expected.ToSvgPathData(), drawn.ToSvgPathData());
    }
}
