using GridMap.Server.WallSheets.Fonts;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>A text on the map, its middle at a point.</summary>
/// <param name="Lines">One above the other; the first is drawn bold where there are two.</param>
/// <param name="Size">Of the characters.</param>
/// <param name="Middle">Where.</param>
/// <param name="Degrees">Turned clockwise.</param>
/// <param name="Colour">Of the characters.</param>
/// <param name="Halo">Width of the white around them.</param>
internal sealed record SheetLabel(IReadOnlyList<string> Lines, float Size, SKPoint Middle, float Degrees, SKColor Colour, float Halo)
{
    /// <summary>From one base line to the next, and of a line with its halo, in sizes.</summary>
    public const float LineHeight = 1.16f;

    // The middle of Chinese characters and figures above their base line, in sizes.
    private const float MiddleHeight = 0.36f;

    public static float Height(int lines, float size) => lines * size * LineHeight;

    public void Draw(SKCanvas canvas, SheetType type, SKPaint? halo, SKPaint fill)
    {
        canvas.Save();
        canvas.Translate(Middle.X, Middle.Y);
        canvas.RotateDegrees(Degrees);
        var top = -(Lines.Count - 1) * Size * LineHeight / 2 + Size * MiddleHeight;
        if (halo is not null) halo.StrokeWidth = Halo;
        fill.Color = Colour;
        foreach (var (at, line) in Lines.Index())
        {
            var (x, y) = (-type.Width(line, Size) / 2, top + at * Size * LineHeight);
            if (halo is not null) type.DrawOutline(canvas, line, x, y, Size, halo);
            type.Draw(canvas, line, x, y, Size, fill);
        }

        canvas.Restore();
    }
}
