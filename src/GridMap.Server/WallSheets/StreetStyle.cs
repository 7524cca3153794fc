using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>How a class of streets is drawn.</summary>
/// <param name="Class">As stored.</param>
/// <param name="Width">In points on A0.</param>
/// <param name="Colour">Of the street.</param>
/// <param name="Edge">Of its edge; null for none.</param>
/// <param name="NameColour">Of its name.</param>
/// <param name="NameSize">As a part of the table's text.</param>
internal sealed record StreetStyle(string Class, float Width, SKColor Colour, SKColor? Edge, SKColor NameColour, float NameSize)
{
    /// <summary>Every class, in the order of drawing.</summary>
    public static IReadOnlyList<StreetStyle> All { get; } =
    [
        new("river", 6.5f, SheetInk.Water, null, SheetInk.WaterName, 0.95f),
        new("lane", 1.7f, SKColors.White, SheetInk.StreetEdge, SheetInk.Ink2, 0.68f),
        new("secondary", 3.2f, SKColors.White, SheetInk.StreetEdge, SheetInk.Ink2, 0.82f),
        new("main", 5.2f, SKColors.White, SheetInk.StreetEdge, SheetInk.Ink, 0.98f),
    ];

    /// <summary>How wide the edge stands out on both sides together, on A0.</summary>
    public const float EdgeWidth = 1.3f;
}
