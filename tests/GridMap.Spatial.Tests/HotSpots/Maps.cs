using GridMap.Spatial.HotSpots;

namespace GridMap.Spatial.Tests.HotSpots;

/// <summary>Square maps of square areas.</summary>
internal static class Maps
{
    /// <summary>Queen neighbours in a square, row by row.</summary>
    public static SpatialWeights Square(int side) => SpatialWeights.FromPairs(side * side,
        from at in Enumerable.Range(0, side * side)
        from across in (int[])[-1, 0, 1]
        from along in (int[])[0, 1]
        let column = at % side + across
        let row = at / side + along
        where column >= 0 && column < side && row < side
        select (at, row * side + column));

    public static PseudoP[] Judge(SpatialWeights weights, ReadOnlySpan<double> values, PermutationPlan plan, int threads = 1) =>
        PermutationTest.Of(weights, values, plan, threads, TestContext.Current.CancellationToken);

    /// <summary>Numbers of events of a mean, each area for itself (Knuth's method).</summary>
    public static double[] Poisson(Random random, ReadOnlySpan<double> means)
    {
        var counts = new double[means.Length];
        for (var at = 0; at < counts.Length; at++)
        {
            var product = random.NextDouble();
            for (var end = Math.Exp(-means[at]); product > end; product *= random.NextDouble()) counts[at]++;
        }

        return counts;
    }
}
