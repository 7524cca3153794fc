namespace GridMap.Spatial.HotSpots;

/// <summary>Moran's I of a whole map: whether like values lie together anywhere.</summary>
/// <param name="I">Near <paramref name="Expected"/> where values lie as chance has it; NaN where it is not computable.</param>
/// <param name="Expected">Of I, when the values are dealt out by chance.</param>
/// <param name="Variance">Of I, when the values are dealt out by chance.</param>
/// <remarks>
/// Cliff, A. D. and Ord, J. K. (1981), Spatial processes, section 2.4 (randomisation), with row-standardised weights. Islands add
/// nothing to the sum but count as areas, as in spdep with <c>zero.policy = TRUE, adjust.n = FALSE</c>.
/// </remarks>
public readonly record struct GlobalMoran(double I, double Expected, double Variance)
{
    /// <summary>I as a standard deviate.</summary>
    public double Z => (I - Expected) / Math.Sqrt(Variance);

    /// <summary>The statistic of a map.</summary>
    public static GlobalMoran Of(SpatialWeights weights, ReadOnlySpan<double> values)
    {
        var moments = Moments.Of(values);
        if (weights.Links == 0 || moments.Variance == 0 || moments.Count < 4) return new(double.NaN, double.NaN, double.NaN);
        double n = moments.Count, kurtosis = moments.KurtosisOf(values), sum = 0;
        for (var area = 0; area < weights.Areas; area++)
            if (weights.CountOf(area) is > 0 and var around)
                sum += (values[area] - moments.Mean) * (GetisOrd.SumAround(weights, values, area) / around - moments.Mean);
        var (s0, s1, s2) = Sums(weights);
        var expected = -1 / (n - 1);
        var square = (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) - kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0))
            / ((n - 1) * (n - 2) * (n - 3) * s0 * s0);
        return new(n / s0 * sum / (n * moments.Variance), expected, square - expected * expected);
    }

    // Of all weights, of half the squares of both directions' sums, of the squares of rows' and columns' sums.
    private static (double S0, double S1, double S2) Sums(SpatialWeights weights)
    {
        double s0 = 0, s1 = 0, s2 = 0;
        for (var area = 0; area < weights.Areas; area++)
        {
            if (weights.CountOf(area) == 0) continue;
            double own = 1.0 / weights.CountOf(area), column = 0;
            foreach (var neighbour in weights.Of(area))
            {
                var back = 1.0 / weights.CountOf(neighbour);
                column += back;
                s1 += (own + back) * (own + back) / 2;
            }

            s0++;
            s2 += (1 + column) * (1 + column);
        }

        return (s0, s1, s2);
    }
}
