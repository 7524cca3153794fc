namespace GridMap.Spatial.Density;

/// <summary>Where the colours of a choropleth change; chosen once per county and kept, so that days compare.</summary>
/// <remarks>
/// Zero is a class of its own ('clean'), whatever the breaks; a grid that was never counted has no value and no class.
/// Positive values fall into six classes: the first five include their upper break, the sixth is everything above.
/// </remarks>
public static class ClassBreaks
{
    /// <summary>How many breaks there are; classes of positive values are one more.</summary>
    public const int Count = 5;

    private const int StepOfOne = 0;
    private const int SmallestStep = -24;
    private const int LargestStep = 48;

    // The part of the grids each class should hold: alike at first, few in the last ones, so that the worst stand out.
    private static readonly double[] Shares = [0.20, 0.22, 0.22, 0.18, 0.12, 0.06];
    private static readonly double[] Mantissas = [1, 2, 3, 5];

    /// <summary>Five ascending positive breaks from the series 1-2-3-5-10, those under which the classes come nearest to their wanted shares.</summary>
    /// <param name="values">Counts or densities in any order; zero, negative and non-finite values are passed over.</param>
    /// <param name="wholeNumbers">For counts: no break below one.</param>
    public static double[] From(IEnumerable<double> values, bool wholeNumbers = false)
    {
        var positive = values.Where(value => value > 0 && double.IsFinite(value)).Order().ToArray();
        if (positive.Length == 0)
            return [.. Enumerable.Range(StepOfOne, Count).Select(ValueOf)];

        var lowest = Math.Max(StepUpTo(positive[0]), wholeNumbers ? StepOfOne : SmallestStep);
        var highest = Math.Max(StepUpTo(Math.BitDecrement(positive[^1])), lowest + Count - 1); // below the worst grid, if it can be
        var candidates = Enumerable.Range(lowest, highest - lowest + 1).Select(ValueOf).ToArray();
        return Choose(candidates, [.. candidates.Select(upper => positive.Count(value => value <= upper) / (double)positive.Length)]);
    }

    /// <summary>The class of a value: 0 for zero ('clean'), 1 to 6 for positive values.</summary>
    public static int ClassOf(double value, IReadOnlyList<double> breaks) =>
        value <= 0 ? 0 : 1 + breaks.Count(upper => value > upper);

    // Dynamic programming: the best breaks up to each candidate, one break more at a time. The first of equals wins.
    private static double[] Choose(double[] candidates, double[] shareBelow)
    {
        var best = candidates.Select((upper, at) => (Error: Miss(0, shareBelow[at], 0), Breaks: new[] { upper })).ToArray();
        for (var taken = 1; taken < Count; taken++)
            best = [.. candidates.Select((upper, at) => Enumerable.Range(0, at)
                .Where(before => best[before].Breaks.Length == taken)
                .Select(before => (
                    Error: best[before].Error + Miss(shareBelow[before], shareBelow[at], taken),
                    Breaks: (double[])[.. best[before].Breaks, upper]))
                .DefaultIfEmpty((Error: double.MaxValue, Breaks: []))
                .MinBy(choice => choice.Error))];

        return best.Zip(shareBelow).Where(choice => choice.First.Breaks.Length == Count)
            .MinBy(choice => choice.First.Error + Miss(choice.Second, 1, Count)).First.Breaks;
    }

    private static double Miss(double from, double to, int share) => Math.Pow(to - from - Shares[share], 2);

    // The highest step not above a value. Step 0 is 1, step 1 is 2, step 4 is 10, step -1 is 0.5, and so on.
    private static int StepUpTo(double value)
    {
        var step = Math.Clamp(4 * (int)Math.Floor(Math.Log10(Math.Max(value, double.Epsilon))), SmallestStep, LargestStep);
        while (step < LargestStep && ValueOf(step + 1) <= value)
            step++;
        return step;
    }

    // Divides by whole powers of ten, so that 0.3 is the double nearest to 0.3.
    private static double ValueOf(int step)
    {
        var power = (int)Math.Floor(step / 4.0);
        var mantissa = Mantissas[step - 4 * power];
        return power >= 0 ? mantissa * Math.Pow(10, power) : mantissa / Math.Pow(10, -power);
    }
}
