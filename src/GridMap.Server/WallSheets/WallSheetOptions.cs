namespace GridMap.Server.WallSheets;

/// <summary>What wall sheets need of the machine; section <c>WallSheets</c>.</summary>
internal sealed class WallSheetOptions
{
    /// <summary>Font files with TrueType outlines, separated by semicolons, in the order in which they are asked for a character; empty for those that are known.</summary>
    public string Fonts { get; set; } = "";
}
