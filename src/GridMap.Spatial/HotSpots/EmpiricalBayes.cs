namespace GridMap.Spatial.HotSpots;

/// <summary>Rates of small areas, drawn towards the rate of all by as much as chance alone could have put them off it.</summary>
/// <remarks>
/// Marshall, R. J. (1991), Mapping disease and mortality rates using empirical Bayes estimators, Appl. Stat. 40(2), 283–294: the global
/// estimator by the method of moments (as spdep's <c>EBest</c>, family "poisson").
/// </remarks>
public static class EmpiricalBayes
{
    /// <summary>Smoothed rates: events for each unit of exposure.</summary>
    /// <param name="events">How many happened; at least 0.</param>
    /// <param name="exposures">What they are related to: ground, people, facilities; at least 0.</param>
    /// <returns>One rate each; NaN where there is no exposure. The rate of all where rates differ no more than chance lets them.</returns>
    public static double[] Rates(ReadOnlySpan<double> events, ReadOnlySpan<double> exposures)
    {
        var (happened, exposed, areas) = Totals(events, exposures);
        var overall = happened / exposed;
        double spread = 0;
        for (var area = 0; area < events.Length; area++)
            if (exposures[area] > 0) spread += exposures[area] * Math.Pow(events[area] / exposures[area] - overall, 2);
        var between = Math.Max(0, spread / exposed - overall / (exposed / areas));

        var rates = new double[events.Length];
        for (var area = 0; area < rates.Length; area++)
            rates[area] = exposures[area] > 0 ? Drawn(events[area] / exposures[area], exposures[area], overall, between) : double.NaN;
        return rates;
    }

    private static (double Events, double Exposure, int Areas) Totals(ReadOnlySpan<double> events, ReadOnlySpan<double> exposures)
    {
        double happened = 0, exposed = 0;
        var areas = 0;
        for (var area = 0; area < events.Length; area++)
        {
            if (!(exposures[area] > 0)) continue;
            (happened, exposed, areas) = (happened + events[area], exposed + exposures[area], areas + 1);
        }

        return (happened, exposed, areas);
    }

    private static double Drawn(double rate, double exposure, double overall, double between) =>
        between == 0 ? overall : overall + between / (between + overall / exposure) * (rate - overall);
}
