using GridMap.Spatial.HotSpots;

namespace GridMap.Spatial.Tests.HotSpots;

/// <summary>Whether what is called a hot spot is one.</summary>
public sealed class HonestyTests
{
    private const int Side = 20;
    private static readonly SpatialWeights Weights = Maps.Square(Side);

    [Fact]
    public void At_most_six_in_a_hundred_maps_of_pure_chance_have_any_hot_or_cold_spot()
    {
        const int maps = 1_000;
        var random = new Random(20_261_123);
        var wrong = 0;
        for (var map = 0; map < maps; map++)
        {
            // Rare problems: skewed counts, which a normal p takes for significant too often.
            var values = Maps.Poisson(random, [.. Enumerable.Repeat(map % 2 == 0 ? 0.8 : 5, Side * Side)]);
            if (Q(values).Any(q => q <= .05)) wrong++;
        }

        Assert.True(wrong <= maps * 6 / 100, $"{wrong} of {maps} maps");
    }

    [Fact]
    public void Four_in_five_planted_clusters_of_nine_grids_with_thrice_the_problems_are_found()
    {
        const int maps = 200;
        var random = new Random(20_261_124);
        var found = 0;
        for (var map = 0; map < maps; map++)
        {
            var (column, row) = (random.Next(1, Side - 1), random.Next(1, Side - 1));
            double[] means = [.. Enumerable.Range(0, Side * Side).Select(at =>
                Math.Abs(at % Side - column) <= 1 && Math.Abs(at / Side - row) <= 1 ? 15.0 : 5)];
            var values = Maps.Poisson(random, means);
            var q = Q(values);
            if (q[row * Side + column] <= .05) found++;
        }

        Assert.True(found >= maps * 8 / 10, $"{found} of {maps} clusters");
    }

    private static double[] Q(double[] values) =>
        FalseDiscovery.BenjaminiHochberg([.. Maps.Judge(Weights, values, PermutationPlan.For(values.Length), threads: 2).Select(one => one.P)]);
}
