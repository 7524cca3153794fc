namespace GridMap.Spatial.HotSpots;

/// <summary>What share of the areas called hot or cold is expected to be so by chance.</summary>
public static class FalseDiscovery
{
    /// <summary>The q value of each p: the lowest rate of false discoveries at which it would be called significant.</summary>
    /// <remarks>
    /// Benjamini, Y. and Hochberg, Y. (1995), Controlling the false discovery rate, J. R. Stat. Soc. B 57(1), 289–300:
    /// q of the k-th smallest is the least n·p(m)/m of all m from k on. What is not computable (NaN) is no test and does not count.
    /// </remarks>
    /// <param name="p">From 0 to 1, or NaN.</param>
    /// <returns>From 0 to 1, or NaN where p is.</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p)
    {
        var q = p.ToArray();
        var order = Enumerable.Range(0, q.Length).Where(at => !double.IsNaN(q[at])).ToArray();
        Array.Sort(Array.ConvertAll(order, at => q[at]), order);
        var least = 1.0;
        for (var rank = order.Length; rank > 0; rank--)
        {
            var at = order[rank - 1];
            least = Math.Min(least, order.Length * q[at] / rank);
            q[at] = least;
        }

        return q;
    }
}
