using System.Globalization;

namespace GridMap.Viewer.Divisions;

/// <summary>Areas and lengths of defects, which may be a square centimetre or a square kilometre.</summary>
internal static class Measures
{
    /// <summary>0.04 m², 12.5 m², 1,284 m².</summary>
    public static string Area(double squareMetres) => squareMetres switch
    {
        < 0.01 => "<0.01 m²",
        < 10 => squareMetres.ToString("0.##", CultureInfo.InvariantCulture) + " m²",
        < 100 => squareMetres.ToString("0.#", CultureInfo.InvariantCulture) + " m²",
        _ => Text.Figures.Whole((long)Math.Round(squareMetres)) + " m²",
    };

    /// <summary>4 mm, 35 cm, 2.5 m, 1,284 m.</summary>
    public static string Length(double metres) => metres switch
    {
        < 0.01 => (metres * 1000).ToString("0.#", CultureInfo.InvariantCulture) + " mm",
        < 1 => (metres * 100).ToString("0.#", CultureInfo.InvariantCulture) + " cm",
        < 100 => metres.ToString("0.#", CultureInfo.InvariantCulture) + " m",
        _ => Text.Figures.Whole((long)Math.Round(metres)) + " m",
    };
}
