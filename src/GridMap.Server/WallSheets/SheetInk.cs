using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>The colours of a sheet: those of the viewer on light ground, paler where much is covered.</summary>
internal static class SheetInk
{
    public static readonly SKColor Ink = SKColor.Parse("#17212b");
    public static readonly SKColor Ink2 = SKColor.Parse("#52606d");
    public static readonly SKColor Ink3 = SKColor.Parse("#8a96a3");
    public static readonly SKColor Line = SKColor.Parse("#d5dce2");
    public static readonly SKColor Accent = SKColor.Parse("#0b6e69");
    public static readonly SKColor AccentSoft = SKColor.Parse("#e0f1ef");
    public static readonly SKColor Ground = SKColor.Parse("#eef1f3");
    public static readonly SKColor Around = SKColor.Parse("#f7f8f9");
    public static readonly SKColor Paper2 = SKColor.Parse("#f2f5f7");
    public static readonly SKColor Water = SKColor.Parse("#a8d0e2");
    public static readonly SKColor WaterName = SKColor.Parse("#2f6f8f");
    public static readonly SKColor StreetEdge = SKColor.Parse("#a8977c");
    public static readonly SKColor GridBorder = SKColor.Parse("#8d8372");
    public static readonly SKColor CommunityBorder = SKColor.Parse("#5a4632");
    public static readonly SKColor TownBorder = SKColor.Parse("#a33b2a");

    /// <summary>Grounds of grids; a seventh neighbour would begin anew.</summary>
    public static readonly SKColor[] Grids =
    [
        SKColor.Parse("#fbeccb"), SKColor.Parse("#dcebd7"), SKColor.Parse("#f8dccd"), SKColor.Parse("#dfe3f1"), SKColor.Parse("#f4efe6"), SKColor.Parse("#e9dfc8"),
    ];

    /// <summary>A paint that fills.</summary>
    public static SKPaint Fill(SKColor colour) => new() { Color = colour, IsAntialias = true };

    /// <summary>A paint that draws lines.</summary>
    public static SKPaint Stroke(SKColor colour, float width) =>
        new() { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = width, StrokeJoin = SKStrokeJoin.Round, StrokeCap = SKStrokeCap.Round };
}
