namespace GridMap.Spatial.HotSpots;

/// <summary>Mean and population variance of the values of a map.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">NaN without values.</param>
/// <param name="Variance">Mean square about the mean; 0 where all values are equal.</param>
internal readonly record struct Moments(int Count, double Mean, double Variance)
{
    /// <summary>In two passes, so that nothing is lost where the mean is large.</summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return new(0, double.NaN, 0);
        if (values.IndexOfAnyExcept(values[0]) < 0) return new(values.Length, values[0], 0);
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return new(values.Length, mean, squares / values.Length);
    }

    /// <summary>The mean fourth power about the mean, in squared variances; NaN where all values are equal.</summary>
    public double KurtosisOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values) sum += Math.Pow(value - Mean, 4);
        return sum / Count / (Variance * Variance);
    }
}
