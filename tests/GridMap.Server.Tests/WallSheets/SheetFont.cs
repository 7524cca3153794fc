using GridMap.Server.WallSheets.Fonts;

namespace GridMap.Server.Tests.WallSheets;

/// <summary>The fonts of this machine; without one tests of sheets are left out.</summary>
internal static class SheetFont
{
    public static SheetFonts Find()
    {
        var found = SheetFonts.Find("");
        if (found is null && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("No Chinese font with TrueType outlines is installed (Debian: fonts-wqy-microhei).");
        return found ?? throw new InvalidOperationException("No Chinese font with TrueType outlines is installed (Debian: fonts-wqy-microhei).");
    }
}
