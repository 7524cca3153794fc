namespace GridMap.Spatial.HotSpots;

/// <summary>The values of a map as whole numbers, whose sums are the same in whatever order they are added: ties stay ties.</summary>
/// <remarks>
/// Values that are whole steps from each other, such as counts, stay so. Anything else is put on a scale that a sum around an area
/// cannot overflow; values that differ by less than a hundred-millionth of the largest difference may fall together.
/// </remarks>
internal static class WholeValues
{
    // How far from a whole number of steps rounding may have put a value.
    private const double Rounding = 1e-6;

    /// <param name="values">Finite.</param>
    /// <param name="mostSummed">How many of them are added at most.</param>
    public static int[] Of(ReadOnlySpan<double> values, int mostSummed)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var room = Math.Floor(int.MaxValue / (double)Math.Max(1, mostSummed));
        var (least, range) = (sorted[0], sorted[^1] - sorted[0]);
        var step = StepOf(sorted, range / room);
        var scale = step > 0 ? 1 / step : range > 0 ? room / range : 1;
        var whole = new int[values.Length];
        for (var at = 0; at < whole.Length; at++) whole[at] = (int)Math.Round((values[at] - least) * scale);
        return whole;
    }

    // The smallest difference, where all others are whole numbers of it; 0 where they are not, or where it is too small to be counted in.
    private static double StepOf(double[] sorted, double smallest)
    {
        var step = double.PositiveInfinity;
        for (var at = 1; at < sorted.Length; at++)
            if (sorted[at] - sorted[at - 1] is var difference && difference > smallest) step = Math.Min(step, difference);
        foreach (var value in sorted)
            if (Math.Abs((value - sorted[0]) / step - Math.Round((value - sorted[0]) / step)) > Rounding) return 0;
        return double.IsFinite(step) ? step : 0;
    }
}
