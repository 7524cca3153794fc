using System.Globalization;

namespace GridMap.Viewer.Text;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    private const double SquareMetresPerSquareKilometre = 1_000_000;

    /// <summary>1284 as 1,284.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A density with as many digits as it deserves: 0.4, 41.2, 1,284.</summary>
    public static string Density(double perSquareKilometre) => perSquareKilometre switch
    {
        0 => "0",
        < 0.1 => "<0.1",
        < 100 => perSquareKilometre.ToString("0.#", CultureInfo.InvariantCulture),
        _ => Whole((long)Math.Round(perSquareKilometre)),
    };

    /// <summary>An area in km², or in m² below a hundredth of one.</summary>
    public static string Area(double squareMetres) => squareMetres switch
    {
        < 10_000 => $"{Whole((long)Math.Round(squareMetres))} m²",
        < 100 * SquareMetresPerSquareKilometre => (squareMetres / SquareMetresPerSquareKilometre).ToString("0.##", CultureInfo.InvariantCulture) + " km²",
        _ => $"{Whole((long)Math.Round(squareMetres / SquareMetresPerSquareKilometre))} km²",
    };

    /// <summary>Degrees to five decimals, about a metre.</summary>
    public static string Degrees(double longitude, double latitude) =>
        string.Create(CultureInfo.InvariantCulture, $"{longitude:0.00000}, {latitude:0.00000}");

    /// <summary>How far off a place may be: ± 25 m.</summary>
    public static string Accuracy(double metres) => $"± {Whole((long)Math.Round(metres))} m";

    /// <summary>A class break: 0.3, 15, 120.</summary>
    public static string Break(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
