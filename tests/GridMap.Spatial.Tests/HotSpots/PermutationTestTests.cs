using GridMap.Spatial.HotSpots;

namespace GridMap.Spatial.Tests.HotSpots;

public sealed class PermutationTestTests
{
    [Fact]
    public void Trying_every_permutation_of_the_six_points_gives_the_analytic_deviate()
    {
        var z = GetisOrd.Plain(SixPoints.Weights, SixPoints.Values);
        foreach (var area in (int[])[0, 1, 2, 3, 4, 5])
        {
            var tried = ExhaustiveDraws.Of(SixPoints.Weights, SixPoints.Values, area);
            var observed = SixPoints.Weights.Of(area).ToArray().Sum(other => SixPoints.Values[other]);
            Assert.Equal(z[area], (observed - tried.Mean) / Math.Sqrt(tried.Variance), 1e-12);
        }

        // 10 ways to draw two of five; only 2 + 3 is as little as the 3 + 5 around the first: 3.2 + 3, 5 + 3, 7 + 3, 8 + 3 …
        var found = Maps.Judge(SixPoints.Weights, SixPoints.Values, new());
        Assert.All(found, one => Assert.True(one.IsExact));
        var first = ExhaustiveDraws.Of(SixPoints.Weights, SixPoints.Values, 0);
        Assert.Equal((10, first.P), (found[0].Runs, found[0].P));
    }

    [Theory]
    [InlineData(PermutationDraws.Shared)]
    [InlineData(PermutationDraws.Independent)]
    public void Pseudo_p_is_the_hypergeometric_one_where_areas_either_have_a_problem_or_none(PermutationDraws draws)
    {
        const int runs = 19_999;
        var weights = Maps.Square(12);
        var random = new Random(7);
        double[] values = [.. Enumerable.Range(0, 144).Select(_ => random.Next(4) == 0 ? 1.0 : 0)];
        var found = Maps.Judge(weights, values, new(runs, Draws: draws));
        for (var area = 0; area < found.Length; area++)
        {
            var exact = Hypergeometric(143, (int)(values.Sum() - values[area]), weights.CountOf(area), (int)weights.Of(area).ToArray().Sum(other => values[other]));
            Assert.True(
                Math.Abs(found[area].P - exact) <= 5 * Math.Sqrt(exact / runs) + 2.0 / runs, $"{area}: expected {exact}, was {found[area].P}");
        }
    }

    [Fact]
    public void The_same_plan_gives_the_same_on_one_thread_and_on_two()
    {
        var weights = Maps.Square(20);
        var values = Maps.Poisson(new(1), [.. Enumerable.Repeat(3.0, 400)]);
        foreach (var draws in Enum.GetValues<PermutationDraws>())
        {
            var plan = PermutationPlan.For(400) with { Draws = draws };
            Assert.Equal(Maps.Judge(weights, values, plan), Maps.Judge(weights, values, plan, threads: 2));
            Assert.NotEqual(Maps.Judge(weights, values, plan), Maps.Judge(weights, values, plan with { Seed = 1 }));
        }
    }

    [Fact]
    public void A_scale_and_an_offset_change_nothing()
    {
        var weights = Maps.Square(10);
        var counts = Maps.Poisson(new(2), [.. Enumerable.Repeat(4.0, 100)]);
        var found = Maps.Judge(weights, counts, new());
        Assert.Equal(found, Maps.Judge(weights, [.. counts.Select(value => value * 0.1 - 7)], new()));
    }

    [Fact]
    public void What_cannot_be_judged_says_so()
    {
        var weights = SpatialWeights.FromPairs(5, [(0, 1), (1, 2), (2, 3), (1, 3), (1, 4)]);
        double[] values = [1, 2, 3, 4, 5];
        var found = Maps.Judge(weights, values, new());
        Assert.Equal(PseudoP.NotComputable, found[1]); // everybody's neighbour
        Assert.False(double.IsNaN(found[0].P));
        Assert.All(Maps.Judge(weights, [2, 2, 2, 2, 2], new()), one => Assert.Equal(PseudoP.NotComputable, one));
        Assert.All(Maps.Judge(SpatialWeights.FromPairs(5, []), values, new()), one => Assert.Equal(PseudoP.NotComputable, one));
        Assert.Empty(Maps.Judge(SpatialWeights.FromPairs(0, []), [], new()));
        Assert.Equal(PseudoP.NotComputable, Assert.Single(Maps.Judge(SpatialWeights.FromPairs(1, []), [3], new())));

        Assert.True(double.IsNaN(GetisOrd.Star(weights, [2, 2, 2, 2, 2])[0]));
        Assert.True(double.IsNaN(GetisOrd.Star(SpatialWeights.FromPairs(5, [(0, 1)]), values)[2]));
        Assert.True(double.IsNaN(GetisOrd.Plain(weights, values)[1]));
        Assert.Equal(MoranQuadrant.NotComputable, LocalMoran.Of(weights, [2, 2, 2, 2, 2])[0].Quadrant);
    }

    // Two-sided p of drawing as many ones, or as few, without replacement.
    private static double Hypergeometric(int others, int ones, int drawn, int met)
    {
        double Ways(int of, int some) => some < 0 || some > of ? 0 : Enumerable.Range(1, some).Aggregate(1.0, (ways, at) => ways * (of - some + at) / at);
        double P(int count) => Ways(ones, count) * Ways(others - ones, drawn - count) / Ways(others, drawn);
        var high = Enumerable.Range(met, drawn - met + 1).Sum(P);
        var low = Enumerable.Range(0, met + 1).Sum(P);
        return Math.Min(1, 2 * Math.Min(high, low));
    }
}
