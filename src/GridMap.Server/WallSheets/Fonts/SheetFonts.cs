using System.Text;

namespace GridMap.Server.WallSheets.Fonts;

/// <summary>The fonts a sheet is set in, in the order in which they are asked for a character; a file is read when one before it lacks something.</summary>
internal sealed class SheetFonts(IReadOnlyList<string> files)
{
    /// <summary>What is asked for where nothing is configured: Debian's and Fedora's places of fonts with TrueType outlines, which a PDF holds as text.</summary>
    /// <remarks>Noto's CJK fonts have outlines of another kind, with which Skia's PDF cannot be searched.</remarks>
    public static IReadOnlyList<string> Known { get; } =
    [
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
        "/usr/share/fonts/wqy-microhei-fonts/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
        "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
    ];

    private readonly TrueTypeFont?[] _read = new TrueTypeFont?[files.Count];

    /// <summary>How many fonts there are.</summary>
    public int Count => files.Count;

    /// <summary>The fonts of these files that exist; null where none does.</summary>
    /// <param name="configured">Files, separated by semicolons; empty for those known.</param>
    public static SheetFonts? Find(string configured)
    {
        var wanted = configured is "" ? Known : configured.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<string> found = [.. wanted.Where(File.Exists)];
        return found is [] ? null : new(found);
    }

    public TrueTypeFont this[int number] => _read[number] ??= TrueTypeFont.Read(files[number]);

    /// <summary>The number of the first font that has the character; -1 where none does.</summary>
    public int FirstWith(Rune character)
    {
        for (var number = 0; number < files.Count; number++)
            if (this[number].FindGlyph(character) > 0) return number;
        return -1;
    }
}
