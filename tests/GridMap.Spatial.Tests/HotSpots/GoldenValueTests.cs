using GridMap.Spatial.HotSpots;

namespace GridMap.Spatial.Tests.HotSpots;

public sealed class GoldenValueTests
{
    [Fact]
    public void The_six_points_give_what_PySAL_documents()
    {
        ReferenceSetTests.Near([-1.0136729, -0.0436159, 1.3155870, -0.3141268, 1.1537399, 1.7783394], GetisOrd.Plain(SixPoints.Weights, SixPoints.Values), 1e-7);
        ReferenceSetTests.Near([-1.3972763, -0.2891776, 0.6506496, -0.2891776, 1.2345209, 2.0242433], GetisOrd.Star(SixPoints.Weights, SixPoints.Values), 1e-7);
    }

    [Fact]
    public void Columbus_by_queen_contiguity_has_nine_significant_areas()
    {
        var (weights, crime) = Shapes.Columbus();
        Assert.Equal(236, weights.Links);
        var z = GetisOrd.Star(weights, crime);
        ReferenceSetTests.Near([-1.432779654, -1.340008097, -0.771998681, -0.131733364, 1.285362798], z[..5]);
        Assert.Equal((16, 32), (Array.IndexOf(z, z.Max()) + 1, Array.IndexOf(z, z.Min()) + 1));
        ReferenceSetTests.Near([3.47505136, -2.85102318], [z.Max(), z.Min()], 1e-8);
        var p = Array.ConvertAll(z, NormalDistribution.TwoSidedP);
        Assert.Equal(18, p.Count(one => one < .05));
        var q = FalseDiscovery.BenjaminiHochberg(p);
        Assert.Equal([11, 16, 24, 25, 28, 29, 30], q.Index().Where(one => one.Item <= .05 && z[one.Index] > 0).Select(one => one.Index + 1));
        Assert.Equal([32, 36], q.Index().Where(one => one.Item <= .05 && z[one.Index] < 0).Select(one => one.Index + 1));
        var moran = GlobalMoran.Of(weights, crime);
        ReferenceSetTests.Near([0.5001885572, 5.58938268], [moran.I, moran.Z], 1e-8);
    }

    [Fact]
    public void North_Carolina_by_queen_contiguity_has_two_significant_counties()
    {
        var (weights, rates, names) = Shapes.NorthCarolina();
        Assert.Equal(490, weights.Links);
        var z = GetisOrd.Star(weights, rates);
        Assert.Equal(("Northampton", 4.25177239), (names[Array.IndexOf(z, z.Max())], Math.Round(z.Max(), 8)));
        var p = Array.ConvertAll(z, NormalDistribution.TwoSidedP);
        Assert.Equal(12, p.Count(one => one < .05));
        Assert.Equal(["Bertie", "Northampton"], FalseDiscovery.BenjaminiHochberg(p).Index().Where(one => one.Item <= .05).Select(one => names[one.Index]).Order());
    }

    [Fact]
    public void False_discovery_rates_are_those_of_Benjamini_and_Hochberg()
    {
        double[] p = [.042, .001, .06, .008, .039, .041, .074, .205, .212, .216, .222, .251, .269, .275, .34];
        var q = FalseDiscovery.BenjaminiHochberg(p);
        ReferenceSetTests.Near([.0150, .0600, .1260, .1260, .1260, .1500], [q[1], q[3], q[4], q[5], q[0], q[2]]);
        Assert.Equal([double.NaN, .02, double.NaN], FalseDiscovery.BenjaminiHochberg([double.NaN, .02, double.NaN]));
    }

    [Fact]
    public void A_trend_is_that_of_Mann_and_Kendall()
    {
        // 1 2 3 3 5: one tie; S = 9, variance = (5·4·15 − 2·1·9) / 18.
        var rising = MannKendall.Of([1, 2, 3, 3, 5]);
        Assert.Equal(9, rising.S);
        Assert.Equal(8 / Math.Sqrt(282 / 18.0), rising.Z, 1e-12);
        Assert.Equal(NormalDistribution.TwoSidedP(rising.Z), rising.P, 1e-12);
        Assert.Equal(-rising.Z, MannKendall.Of([5, 3, 3, 2, 1]).Z);
        Assert.Equal(new MannKendall(0, 0, 1), MannKendall.Of([4, 4, 4, 4]));
        Assert.Equal(1, MannKendall.Of([1, 2]).P);
        Assert.Equal(1, MannKendall.Of([]).P);
    }

    [Fact]
    public void Small_rates_are_drawn_towards_the_rate_of_all()
    {
        // By hand: b = 0.05, s² = 0.00115, a = 0.0009.
        double[] exposures = [100, 200, 300, 0], events = [10, 5, 15, 0];
        var rates = EmpiricalBayes.Rates(events, exposures);
        const double between = (100 * .05 * .05 + 200 * .025 * .025) / 600 - .05 / 200;
        Assert.Equal(.05 + between / (between + .05 / 100) * .05, rates[0], 1e-12);
        Assert.Equal(.05 - between / (between + .05 / 200) * .025, rates[1], 1e-12);
        Assert.Equal(.05, rates[2], 1e-12);
        Assert.True(double.IsNaN(rates[3]));
        Assert.All(EmpiricalBayes.Rates([1, 2], [100, 200]), rate => Assert.Equal(.01, rate, 1e-12));
    }
}
