using GridMap.Spatial.HotSpots;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.HotSpots;

/// <summary>Published sets, and what spdep 1.2-7 makes of them.</summary>
public sealed class ReferenceSetTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string, string> Sets => new()
    {
        { "sids_rate74_queen", "sids_queen" },
        { "sids_count79_queen", "sids_queen" },
        { "sids_ft74_ncCR85", "sids_ncCR85" },
        { "columbus_crime_gal", "columbus_gal" },
        { "boston_cmedv_queen", "boston_tracts_queen" },
        { "beijing_crimerate_queen", "beijing_queen_snap1m" },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Getis_and_Ord_agree_with_spdep_in_every_area(string set, string links)
    {
        var (expected, weights, values) = Read(set, links);
        Assert.Equal(expected.Numbers("n_neigh"), Enumerable.Range(0, weights.Areas).Select(area => (double)weights.CountOf(area)));
        Near(expected.Numbers("Gi_B"), GetisOrd.Plain(weights, values));
        Near(expected.Numbers("Gistar_B"), GetisOrd.Star(weights, values));
        // A row's weights all times the same give the same deviate.
        Near(expected.Numbers("Gistar_W"), GetisOrd.Star(weights, values));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Local_Moran_agrees_with_spdep_in_every_area(string set, string links)
    {
        var (expected, weights, values) = Read(set, links);
        var found = LocalMoran.Of(weights, values);
        Near(expected.Numbers("localI_W"), found.Select(one => one.I));
        Near(expected.Numbers("EI_cond"), found.Select(one => one.Expected));
        Near(expected.Numbers("VarI_cond"), found.Select(one => one.Variance));
        Near(expected.Numbers("ZI_cond"), found.Select(one => one.Z));
        Near(expected.Numbers("p_two_sided"), found.Select(one => NormalDistribution.TwoSidedP(one.Z)));
        Assert.Equal(expected.Texts("quadrant"), found.Select(one => one.Quadrant switch
        {
            MoranQuadrant.HighHigh => "High-High",
            MoranQuadrant.HighLow => "High-Low",
            MoranQuadrant.LowHigh => "Low-High",
            _ => "Low-Low",
        }));

        var total = LocalMoran.Of(weights, values, MoranRandomisation.Total);
        Near(expected.Numbers("EI_total"), total.Select(one => one.Expected));
        Near(expected.Numbers("VarI_total"), total.Select(one => one.Variance));
        Near(expected.Numbers("ZI_total"), total.Select(one => one.Z));
    }

    [Theory]
    [InlineData("sids_rate74_queen", "sids_queen", 0.230910448845858, 0.00406513368576101, 3.7800737711718)]
    [InlineData("sids_ft74_ncCR85", "sids_ncCR85", 0.247192613917561, 0.00429703621352353, 3.92504388850443)]
    [InlineData("columbus_crime_gal", "columbus_gal", 0.485770913661773, 0.00899112132177907, 5.34271363940803)]
    [InlineData("boston_cmedv_queen", "boston_tracts_queen", 0.632268678407578, 0.0007248375919417, 23.5580506997078)]
    [InlineData("beijing_crimerate_queen", "beijing_queen_snap1m", 0.263603347725346, 0.00269862940781189, 5.24933594007384)]
    public void Morans_I_of_the_whole_map_agrees_with_spdep(string set, string links, double i, double variance, double z)
    {
        var (_, weights, values) = Read(set, links);
        var found = GlobalMoran.Of(weights, values);
        Near([i, variance, z], [found.I, found.Variance, found.Z]);
    }

    [Fact]
    public void The_sixteen_by_sixteen_grid_of_1996_agrees_at_every_distance()
    {
        var expected = Reference.Read("getisord1996_expected.csv");
        Coordinate[] cells = [.. expected.Numbers("x").Zip(expected.Numbers("y"), (x, y) => new Coordinate(x, y))];
        var values = expected.Numbers("val");
        foreach (var metres in (int[])[30, 60, 90, 120, 150])
        {
            var weights = DistanceBand.Of(cells, metres);
            Near(expected.Numbers($"Gi_B_{metres}"), GetisOrd.Plain(weights, values));
            Near(expected.Numbers($"Gistar_B_{metres}"), GetisOrd.Star(weights, values));
        }
    }

    [Fact]
    public void The_values_printed_in_1996_are_met()
    {
        var expected = Reference.Read("getisord1996_expected.csv");
        Coordinate[] cells = [.. expected.Numbers("x").Zip(expected.Numbers("y"), (x, y) => new Coordinate(x, y))];
        const int marked = 119;
        (int Metres, double Gi)[] printed = [(30, 1.221979), (60, 1.748098), (90, 1.986135), (120, 1.893374), (150, 1.237454)];
        foreach (var (metres, gi) in printed)
            Assert.Equal(gi, GetisOrd.Plain(DistanceBand.Of(cells, metres), expected.Numbers("val"))[marked], 1e-6);
        Assert.Equal(1.450780, GetisOrd.Star(DistanceBand.Of(cells, 30), expected.Numbers("val"))[marked], 1e-6);
    }

    internal static void Near(IEnumerable<double> expected, IEnumerable<double> found, double tolerance = Tolerance)
    {
        foreach (var ((wanted, is_), at) in expected.Zip(found).Select((pair, at) => (pair, at)))
            Assert.True(Math.Abs(wanted - is_) <= tolerance * Math.Max(1, Math.Abs(wanted)), $"{at}: expected {wanted:R}, was {is_:R}");
    }

    private static (Reference Expected, SpatialWeights Weights, double[] Values) Read(string set, string links)
    {
        var expected = Reference.Read($"{set}_expected.csv");
        return (expected, Reference.Links($"{links}_links.csv", expected.Texts("id")), expected.Numbers("x"));
    }
}
