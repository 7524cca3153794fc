namespace GridMap.Spatial.HotSpots;

/// <summary>
/// How probable it is that the values around an area add up to as much, or as little, when the others' values are dealt out by chance
/// and its own is held: the conditional permutation test of Gi and Gi*.
/// </summary>
/// <remarks>
/// It asks nothing of the values' distribution, where the normal p of Gi* takes rare counts for significant too often. For Gi*, the own
/// value stands on both sides of the comparison and falls away, so the test is that of Gi.
/// </remarks>
public static class PermutationTest
{
    private const int Shares = 16;

    /// <summary>The pseudo-p of each area.</summary>
    /// <param name="weights">Neighbours without the area itself.</param>
    /// <param name="values">One finite value for each area.</param>
    /// <param name="plan">How many draws, of which kind, from which seed.</param>
    /// <param name="threads">How many at a time; the result is the same.</param>
    /// <param name="ct">Ends it early.</param>
    public static PseudoP[] Of(
        SpatialWeights weights, ReadOnlySpan<double> values, PermutationPlan plan, int threads = 1, CancellationToken ct = default)
    {
        var found = new PseudoP[weights.Areas];
        Array.Fill(found, PseudoP.NotComputable);
        if (weights.Links == 0 || Moments.Of(values).Variance == 0) return found;

        var whole = WholeValues.Of(values, weights.MostNeighbours + 1);
        var independent = new IndependentDraws(weights, whole, plan);
        Action<int, int> count = plan.Draws == PermutationDraws.Shared
            ? WithTable(new SharedDraws(weights, whole, plan), found)
            : (from, to) => independent.Count(from, to, found);
        InShares(weights.Areas, threads, count, ct);
        var exact = Exact(weights, values, plan, found);
        Refine(independent, plan, found, exact, threads, ct);
        return found;
    }

    private static Action<int, int> WithTable(SharedDraws draws, PseudoP[] found) => (from, to) => draws.Count(from, to, found);

    private static void InShares(int areas, int threads, Action<int, int> count, CancellationToken ct) => Parallel.For(
        0, Shares, new() { MaxDegreeOfParallelism = threads, CancellationToken = ct },
        share => count((int)((long)areas * share / Shares), (int)((long)areas * (share + 1) / Shares)));

    // Where there are no more ways to draw than runs, all are tried; islands and areas that have every other as a neighbour cannot be judged.
    private static bool[] Exact(SpatialWeights weights, ReadOnlySpan<double> values, PermutationPlan plan, PseudoP[] found)
    {
        var exact = new bool[found.Length];
        for (var area = 0; area < found.Length; area++)
        {
            var (around, others) = (weights.CountOf(area), found.Length - 1);
            exact[area] = around == 0 || around == others || ExhaustiveDraws.WaysOf(others, around, plan.Runs + 1) <= plan.Runs;
            if (!exact[area] || plan.Draws == PermutationDraws.AsSpdep) continue;
            found[area] = around == 0 || around == others ? PseudoP.NotComputable : Tried(ExhaustiveDraws.Of(weights, values, area));
        }

        return exact;
    }

    private static PseudoP Tried(ExhaustiveDraws draws) => new(draws.P, draws.Ways, true);

    private static void Refine(IndependentDraws draws, PermutationPlan plan, PseudoP[] found, bool[] exact, int threads, CancellationToken ct)
    {
        if (plan.RefinedRuns <= plan.Runs) return;
        int[] promising = [.. Enumerable.Range(0, found.Length).Where(area => !exact[area] && found[area].P <= plan.RefineUpTo)];
        Parallel.ForEach(
            promising, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct },
            area => found[area] = draws.Refine(area, ct));
    }
}
