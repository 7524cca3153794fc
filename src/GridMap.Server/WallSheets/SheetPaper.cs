namespace GridMap.Server.WallSheets;

/// <summary>A size of paper (ISO 216), and how large what stands on it is. Everything is in points of 1/72 inch.</summary>
/// <param name="Name">A0 to A3.</param>
/// <param name="Long">Its longer side.</param>
/// <param name="Short">Its shorter side.</param>
/// <param name="Margin">Left free at each side.</param>
/// <param name="Title">Size of the title.</param>
/// <param name="Text">Size of the table's text.</param>
/// <param name="Note">Size of what stands above and beneath the map.</param>
/// <param name="Stroke">Widths of lines, as a part of those on A0.</param>
internal sealed record SheetPaper(string Name, float Long, float Short, float Margin, float Title, float Text, float Note, float Stroke)
{
    /// <summary>Points to a millimetre.</summary>
    public const float Mm = 72 / 25.4f;

    /// <summary>The sizes there are, the largest first.</summary>
    public static IReadOnlyList<SheetPaper> All { get; } =
    [
        new("A0", 1189 * Mm, 841 * Mm, 18 * Mm, 66, 9.5f, 15, 1),
        new("A1", 841 * Mm, 594 * Mm, 14 * Mm, 47, 8, 12, 0.78f),
        new("A2", 594 * Mm, 420 * Mm, 10 * Mm, 34, 7, 9, 0.6f),
        new("A3", 420 * Mm, 297 * Mm, 8 * Mm, 24, 6, 7, 0.48f),
    ];

    /// <summary>Height of the title and the line beneath it.</summary>
    public float Head => Title * 1.25f + Note * 2.9f;

    /// <summary>Height of the strip with legend, scale and date.</summary>
    public float Strip => Note * 9.6f;

    /// <summary>Between the parts of the sheet.</summary>
    public float Gap => Text * 1.4f;
}
