using System.Globalization;
using System.Text.RegularExpressions;

namespace GridMap.Browser.Tests;

/// <summary>A colour, each channel 0 to 255.</summary>
public readonly record struct Colour(int Red, int Green, int Blue)
{
    /// <summary>Whether every channel lies within a tolerance of the other's.</summary>
    public bool IsNear(Colour other, int tolerance = 4) =>
        Math.Abs(Red - other.Red) <= tolerance && Math.Abs(Green - other.Green) <= tolerance && Math.Abs(Blue - other.Blue) <= tolerance;

    /// <summary>This colour laid over another.</summary>
    /// <param name="ground">What is beneath.</param>
    /// <param name="opacity">0 to 1.</param>
    public Colour Over(Colour ground, double opacity)
    {
        return new(Mix(Red, ground.Red), Mix(Green, ground.Green), Mix(Blue, ground.Blue));
        int Mix(int above, int below) => (int)Math.Round(above * opacity + below * (1 - opacity));
    }
}

/// <summary>The colours of a theme, read from the viewer's style sheet.</summary>
public sealed partial class ThemeColours
{
    // What layers.ts gives a grid that has a record.
    private const double GridOpacity = 0.82;

    private static readonly string Tokens =
        File.ReadAllText(Path.Combine(Repository.Folder, "src", "GridMap.Viewer", "wwwroot", "css", "tokens.css"));

    private readonly string _block;

    private ThemeColours(string block) => _block = block;

    public static ThemeColours Light { get; } = new(Tokens[Tokens.IndexOf(":root", StringComparison.Ordinal)..Tokens.IndexOf("[data-theme", StringComparison.Ordinal)]);

    public static ThemeColours Dark { get; } = new(Tokens[Tokens.IndexOf("[data-theme=\"dark\"]", StringComparison.Ordinal)..]);

    /// <summary>A colour by its name in the style sheet, without the dashes.</summary>
    public Colour this[string name]
    {
        get
        {
            var hex = Definition().Matches(_block).First(match => match.Groups[1].Value == name).Groups[2].Value;
            return new(Channel(hex[..2]), Channel(hex[2..4]), Channel(hex[4..]));
        }
    }

    /// <summary>How a grid of a class looks on the bare ground: 0 is clean, 1 to 6 from the least to the most.</summary>
    public Colour Grid(int gridClass) => this[gridClass == 0 ? "clean" : $"d{gridClass - 1}"].Over(this["ground"], GridOpacity);

    private static int Channel(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6})")]
    private static partial Regex Definition();
}
