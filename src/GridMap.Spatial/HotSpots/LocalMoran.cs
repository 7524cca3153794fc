namespace GridMap.Spatial.HotSpots;

/// <summary>Local Moran's I: whether an area is like its neighbours, and in which of four ways.</summary>
/// <remarks>
/// Anselin, L. (1995), Local indicators of spatial association, Geographical Analysis 27(2), 93–115, with row-standardised weights;
/// mean and variance of both kinds from Sokal, R. R., Oden, N. L. and Thomson, B. A. (1998), Local spatial autocorrelation in a
/// biological model, Geographical Analysis 30(4), 331–354.
/// </remarks>
public static class LocalMoran
{
    /// <summary>The statistic of each area.</summary>
    /// <param name="weights">Neighbours; each row is standardised to one.</param>
    /// <param name="values">One finite value for each area.</param>
    /// <param name="randomisation">What chance is taken to do.</param>
    public static LocalMoranValue[] Of(
        SpatialWeights weights, ReadOnlySpan<double> values, MoranRandomisation randomisation = MoranRandomisation.Conditional)
    {
        var moments = Moments.Of(values);
        var kurtosis = moments.KurtosisOf(values);
        var lags = Lags(weights, values);
        var usualLag = Moments.Of([.. lags.Where(double.IsFinite)]).Mean;
        var all = new LocalMoranValue[weights.Areas];
        for (var area = 0; area < all.Length; area++)
        {
            if (double.IsNaN(lags[area]) || moments.Variance == 0 || moments.Count < 3)
            {
                all[area] = LocalMoranValue.NotComputable;
                continue;
            }

            double own = values[area] - moments.Mean, lag = lags[area] - moments.Mean;
            var (expected, variance) = randomisation == MoranRandomisation.Conditional
                ? Conditional(moments, own, weights.CountOf(area))
                : Total(moments.Count, kurtosis, weights.CountOf(area));
            all[area] = One(own / moments.Variance * lag, expected, variance, Quadrant(own, lags[area] - usualLag));
        }

        return all;
    }

    // What an area's neighbours have on average; NaN for islands.
    private static double[] Lags(SpatialWeights weights, ReadOnlySpan<double> values)
    {
        var lags = new double[weights.Areas];
        for (var area = 0; area < lags.Length; area++) lags[area] = GetisOrd.SumAround(weights, values, area) / weights.CountOf(area);
        return lags;
    }

    private static LocalMoranValue One(double i, double expected, double variance, MoranQuadrant quadrant) =>
        new(i, expected, variance, variance > 0 ? (i - expected) / Math.Sqrt(variance) : double.NaN, quadrant);

    private static (double Expected, double Variance) Conditional(Moments moments, double own, int neighbours)
    {
        double n = moments.Count, variance = moments.Variance, share = own * own / (n - 1);
        return (-share / variance,
            own * own / (variance * variance) * (n / (n - 2)) * (1.0 / neighbours - 1 / (n - 1)) * (variance - share));
    }

    private static (double Expected, double Variance) Total(double n, double kurtosis, int neighbours)
    {
        double squares = 1.0 / neighbours, expected = -1 / (n - 1);
        var variance = squares * (n - kurtosis) / (n - 1) + (1 - squares) * (2 * kurtosis - n) / ((n - 1) * (n - 2)) - expected * expected;
        return (expected, variance);
    }

    private static MoranQuadrant Quadrant(double own, double lag) => (own > 0, lag > 0) switch
    {
        (true, true) => MoranQuadrant.HighHigh,
        (true, false) => MoranQuadrant.HighLow,
        (false, true) => MoranQuadrant.LowHigh,
        _ => MoranQuadrant.LowLow,
    };
}
