namespace GridMap.Spatial.HotSpots;

/// <summary>Compares the sum around an area with sums of values drawn for it alone, without replacement, from all others.</summary>
internal sealed class IndependentDraws(SpatialWeights weights, int[] values, PermutationPlan plan)
{
    // Draws of an area that are as extreme as what is there end a search for a smaller p (Besag and Clifford 1991).
    private const int Enough = 20;
    private readonly int mostDrawn = weights.MostNeighbours + 1;

    /// <summary>Counts for the areas from one place to another.</summary>
    public void Count(int from, int to, Span<PseudoP> found)
    {
        Span<int> drawn = mostDrawn <= 256 ? stackalloc int[mostDrawn] : new int[mostDrawn];
        for (var area = from; area < to; area++)
        {
            var (sum, draws) = Observed(area);
            var random = RandomNumbers.Stream(plan.Seed, area);
            int above = 0, atLeast = 0;
            for (var run = 0; run < plan.Runs; run++)
            {
                var other = Draw(ref random, area, drawn[..draws]);
                if (other > sum) above++;
                if (other >= sum) atLeast++;
            }

            found[area] = PseudoP.Drawn(atLeast, plan.Runs - above, plan.Runs);
        }
    }

    /// <summary>Draws for one area until its p is known well enough, with numbers that were not used before.</summary>
    /// <remarks>
    /// Besag, J. and Clifford, P. (1991), Sequential Monte Carlo p-values, Biometrika 78(2), 301–304: where h draws are as extreme after l,
    /// p is h / l. It is as honest as with a fixed number of draws.
    /// </remarks>
    public PseudoP Refine(int area, CancellationToken ct)
    {
        Span<int> drawn = mostDrawn <= 256 ? stackalloc int[mostDrawn] : new int[mostDrawn];
        var (sum, draws) = Observed(area);
        var random = RandomNumbers.Stream(~plan.Seed, area);
        int asHigh = 0, asLow = 0;
        for (var run = 1; run <= plan.RefinedRuns; run++)
        {
            if (run % 4096 == 0) ct.ThrowIfCancellationRequested();
            var other = Draw(ref random, area, drawn[..draws]);
            if (other >= sum) asHigh++;
            if (other <= sum) asLow++;
            if (Math.Min(asHigh, asLow) == Enough) return new(Math.Min(1, 2.0 * Enough / run), run, false);
        }

        return PseudoP.Drawn(asHigh, asLow, plan.RefinedRuns);
    }

    private (int Sum, int Draws) Observed(int area)
    {
        var isSpdep = plan.Draws == PermutationDraws.AsSpdep;
        var sum = isSpdep ? values[area] : 0;
        foreach (var neighbour in weights.Of(area)) sum += values[neighbour];
        return (sum, Math.Min(weights.CountOf(area) + (isSpdep ? 1 : 0), values.Length - 1));
    }

    private int Draw(ref RandomNumbers random, int area, Span<int> drawn)
    {
        var sum = 0;
        for (var draw = 0; draw < drawn.Length; draw++)
        {
            int other;
            do
            {
                other = random.Below(values.Length - 1);
                if (other >= area) other++;
            }
            while (drawn[..draw].Contains(other));
            drawn[draw] = other;
            sum += values[other];
        }

        return sum;
    }
}
