namespace GridMap.Spatial.HotSpots;

/// <summary>Whether a series rises or falls, whatever the shape of its rise.</summary>
/// <param name="S">Pairs that rise less pairs that fall.</param>
/// <param name="Z">S as a standard deviate, corrected for continuity; 0 where S is 0.</param>
/// <param name="P">Two-sided; 1 for fewer than three values or all equal.</param>
/// <remarks>
/// Mann, H. B. (1945), Nonparametric tests against trend, Econometrica 13, 245–259; Kendall, M. G. (1975), Rank correlation methods:
/// variance with the correction for ties.
/// </remarks>
public readonly record struct MannKendall(int S, double Z, double P)
{
    /// <summary>The trend of a series in the order of time.</summary>
    /// <param name="series">Finite values, the oldest first; values that are not computable left out.</param>
    public static MannKendall Of(ReadOnlySpan<double> series)
    {
        var s = 0;
        for (var later = 1; later < series.Length; later++)
            for (var earlier = 0; earlier < later; earlier++)
                s += series[later].CompareTo(series[earlier]);
        var variance = Variance(series);
        if (series.Length < 3 || variance <= 0) return new(s, 0, 1);
        var z = s == 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        return new(s, z, NormalDistribution.TwoSidedP(z));
    }

    private static double Variance(ReadOnlySpan<double> series)
    {
        static double Term(double n) => n * (n - 1) * (2 * n + 5);
        var sorted = series.ToArray();
        Array.Sort(sorted);
        var variance = Term(sorted.Length);
        foreach (var (_, ties) in sorted.CountBy(value => value)) variance -= Term(ties);
        return variance / 18;
    }
}
