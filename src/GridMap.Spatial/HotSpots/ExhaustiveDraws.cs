namespace GridMap.Spatial.HotSpots;

/// <summary>Every way to draw as many other values as an area has neighbours.</summary>
/// <param name="Ways">How many there are.</param>
/// <param name="AsHigh">How many sums are at least what is around the area.</param>
/// <param name="AsLow">How many are at most that.</param>
/// <param name="Mean">Of the sums.</param>
/// <param name="Variance">Of the sums, mean square about the mean.</param>
public readonly record struct ExhaustiveDraws(int Ways, int AsHigh, int AsLow, double Mean, double Variance)
{
    /// <summary>Two-sided: twice the smaller tail, at most 1.</summary>
    public double P => Math.Min(1, 2.0 * Math.Min(AsHigh, AsLow) / Ways);

    /// <summary>How many ways there are to draw; the most that is counted where there are more.</summary>
    /// <param name="others">Values to draw from.</param>
    /// <param name="drawn">How many are drawn.</param>
    /// <param name="most">Where counting ends.</param>
    public static int WaysOf(int others, int drawn, int most)
    {
        double ways = 1;
        for (var at = 1; at <= Math.Min(drawn, others - drawn) && ways <= most; at++) ways = ways * (others - at + 1) / at;
        return (int)Math.Min(most, Math.Round(ways));
    }

    /// <summary>Tries all of them.</summary>
    /// <param name="weights">Neighbours.</param>
    /// <param name="values">One for each area.</param>
    /// <param name="area">The area whose own value is held.</param>
    public static ExhaustiveDraws Of(SpatialWeights weights, ReadOnlySpan<double> values, int area)
    {
        var whole = WholeValues.Of(values, weights.MostNeighbours);
        int[] places = [.. Enumerable.Range(0, whole.Length).Where(at => at != area)];
        var around = weights.Of(area).ToArray();
        var observed = around.Sum(at => whole[at]);
        int ways = 0, asHigh = 0, asLow = 0;
        double sum = 0, squares = 0;
        var centre = around.Sum(at => 0.0) + Moments.Of(values).Mean * around.Length;
        foreach (var chosen in Choices(places.Length, around.Length))
        {
            var other = 0;
            double exactly = -centre;
            foreach (var at in chosen) (other, exactly) = (other + whole[places[at]], exactly + values[places[at]]);
            ways++;
            if (other >= observed) asHigh++;
            if (other <= observed) asLow++;
            (sum, squares) = (sum + exactly, squares + exactly * exactly);
        }

        return new(ways, asHigh, asLow, centre + sum / ways, squares / ways - sum / ways * (sum / ways));
    }

    // Every choice of some of a number of places, in the order of a dictionary; one array that changes.
    private static IEnumerable<int[]> Choices(int of, int some)
    {
        int[] chosen = [.. Enumerable.Range(0, some)];
        while (true)
        {
            yield return chosen;
            var moved = some - 1;
            while (moved >= 0 && chosen[moved] == of - some + moved) moved--;
            if (moved < 0) yield break;
            chosen[moved]++;
            for (var next = moved + 1; next < some; next++) chosen[next] = chosen[next - 1] + 1;
        }
    }
}
