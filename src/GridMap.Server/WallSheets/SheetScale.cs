namespace GridMap.Server.WallSheets;

/// <summary>Usual numbers for scales and scale bars.</summary>
internal static class SheetScale
{
    private static readonly double[] Denominators = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10];
    private static readonly double[] Lengths = [1, 2, 5, 10];

    /// <summary>The largest usual scale at which something fits: 18,300 metres a metre of paper become 1:20 000.</summary>
    /// <param name="metresPerMetre">Metres of ground to a metre of paper; above zero.</param>
    public static int Fitting(double metresPerMetre) => (int)Math.Max(100, Next(Denominators, metresPerMetre));

    /// <summary>The longest usual length of a scale bar, in metres, of at most so many.</summary>
    public static double BarMetres(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return Lengths.Last(length => length * power <= most * 1.0000001) * power;
    }

    private static double Next(double[] usual, double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Math.Round(usual.First(number => number * power >= least * 0.9999999) * power);
    }
}
