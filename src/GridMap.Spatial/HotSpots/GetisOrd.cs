namespace GridMap.Spatial.HotSpots;

/// <summary>The local statistics of Getis and Ord with binary weights, as standard deviates.</summary>
/// <remarks>
/// Ord, J. K. and Getis, A. (1995), Local spatial autocorrelation statistics, Geographical Analysis 27(4), 286–306: their formulas (6)
/// and (14), with the population variance (n, not n − 1), as spdep and ArcGIS have them. NaN stands for 'not computable': an island
/// (see each), all values equal, or every other area a neighbour.
/// </remarks>
public static class GetisOrd
{
    /// <summary>Gi*: whether an area and its neighbours together have more (positive) or less than chance would give them.</summary>
    /// <param name="weights">Neighbours without the area itself, which is added.</param>
    /// <param name="values">One finite value for each area.</param>
    /// <returns>z of each area; NaN where it is not computable. An island is judged by nobody but itself and therefore not at all.</returns>
    public static double[] Star(SpatialWeights weights, ReadOnlySpan<double> values)
    {
        var (n, mean, variance) = Moments.Of(values);
        var z = new double[weights.Areas];
        for (var area = 0; area < z.Length; area++)
        {
            double total = weights.CountOf(area) + 1;
            var sum = values[area] + SumAround(weights, values, area);
            z[area] = total > 1 ? Standardized(sum - total * mean, variance * (n * total - total * total) / (n - 1)) : double.NaN;
        }

        return z;
    }

    /// <summary>Gi: whether an area's neighbours, without itself, have more or less than the other areas.</summary>
    /// <param name="weights">Neighbours without the area itself.</param>
    /// <param name="values">One finite value for each area.</param>
    /// <returns>z of each area; NaN where it is not computable.</returns>
    public static double[] Plain(SpatialWeights weights, ReadOnlySpan<double> values)
    {
        var (n, mean, variance) = Moments.Of(values);
        var z = new double[weights.Areas];
        for (var area = 0; area < z.Length; area++)
        {
            double total = weights.CountOf(area), others = n - 1, own = values[area];
            var othersMean = (n * mean - own) / others;
            // The mean square of the others about their own mean, from that of all about theirs: no square of a large mean is lost.
            var othersVariance = n / others * (variance - (own - mean) * (own - mean) / others);
            z[area] = Standardized(
                SumAround(weights, values, area) - total * othersMean, othersVariance * (others * total - total * total) / (others - 1),
                variance);
        }

        return z;
    }

    /// <summary>The sum of an area's neighbours' values.</summary>
    internal static double SumAround(SpatialWeights weights, ReadOnlySpan<double> values, int area)
    {
        double sum = 0;
        foreach (var neighbour in weights.Of(area)) sum += values[neighbour];
        return sum;
    }

    private static double Standardized(double difference, double variance, double scale = 1) =>
        variance > 1e-14 * scale ? difference / Math.Sqrt(variance) : double.NaN;
}
