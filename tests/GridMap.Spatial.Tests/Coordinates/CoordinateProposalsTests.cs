using CsCheck;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.Coordinates;

public sealed class CoordinateProposalsTests
{
    private static readonly Envelope Beijing = new(116.2, 116.6, 39.8, 40.1);

    [Fact]
    public void An_easting_of_eight_digits_proposes_the_zone_it_begins_with()
    {
        var proposals = CoordinateProposals.For(new Envelope(39_432_000, 39_466_000, 4_406_000, 4_439_000), Beijing);

        Assert.Equal(["EPSG:4527", "EPSG:2363", "EPSG:2415"], proposals.Select(proposal => proposal.System.Id));
        Assert.Contains("begin with 39", proposals[0].Reason, StringComparison.Ordinal);
        Assert.Contains("would lie in the county's bounds", proposals[0].Reason, StringComparison.Ordinal);
        Assert.Equal(0, proposals[0].MetresOffCounty);
        Assert.InRange(proposals[0].Bounds.Centre.X, 116.2, 116.6);
    }

    [Fact]
    public void An_easting_of_a_six_degree_zone_proposes_that() =>
        Assert.Equal("EPSG:4496", CoordinateProposals.For(new Envelope(18_430_000, 18_440_000, 3_370_000, 3_380_000), null)[0].System.Id);

    [Fact]
    public void An_easting_without_prefix_proposes_the_zones_near_the_county_the_one_that_hits_it_first()
    {
        var proposals = CoordinateProposals.For(new Envelope(432_000, 466_000, 4_406_000, 4_439_000), Beijing);

        Assert.Equal("EPSG:4548", proposals[0].System.Id);
        Assert.DoesNotContain(proposals, proposal => proposal.System.Id is "EPSG:4547" or "EPSG:4549");
        Assert.Contains(proposals, proposal => proposal.System.Id == "EPSG:2436" && proposal.System.DatumCaveat is not null);
    }

    [Fact]
    public void An_easting_without_prefix_and_without_county_leaves_every_zone_open() =>
        Assert.True(CoordinateProposals.For(new Envelope(432_000, 466_000, 4_406_000, 4_439_000), null).Count > 10);

    [Fact]
    public void Degrees_in_china_propose_every_datum_and_say_that_numbers_do_not_tell() =>
        Assert.Equal(
            ["EPSG:4490", "EPSG:4326", "GCJ-02", "BD-09", "EPSG:4610", "EPSG:4214"],
            CoordinateProposals.For(new Envelope(116.3, 116.4, 39.85, 39.95), Beijing).Select(proposal => proposal.System.Id));

    [Fact]
    public void Degrees_elsewhere_are_wgs84_and_turned_only_as_a_last_resort() =>
        Assert.Equal(
            [("EPSG:4326", false), ("EPSG:4326", true)],
            CoordinateProposals.For(new Envelope(-71.2, -71, 42.2, 42.4), null).Select(proposal => (proposal.System.Id, proposal.SwappedAxes)));

    [Theory]
    [InlineData(39.85, 39.95, 116.3, 116.4, "EPSG:4490")]
    [InlineData(4_406_000, 4_439_000, 39_432_000, 39_466_000, "EPSG:4527")]
    [InlineData(4_406_000, 4_439_000, 432_000, 466_000, "EPSG:4548")]
    public void Swapped_axes_are_noticed(double minX, double maxX, double minY, double maxY, string id)
    {
        var proposal = CoordinateProposals.For(new Envelope(minX, maxX, minY, maxY), Beijing)[0];

        Assert.Equal(id, proposal.System.Id);
        Assert.True(proposal.SwappedAxes);
        Assert.Contains("second coordinate comes first", proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Metres_of_web_maps_propose_web_mercator_and_its_shifted_brother()
    {
        var (x, y) = CoordinateSystems.Find(3857)!.FromWgs84(116.4, 39.95);
        Assert.Equal(
            ["EPSG:3857", "BD-09MC"],
            CoordinateProposals.For(new Envelope(x - 100, x + 100, y - 100, y + 100), Beijing).Select(proposal => proposal.System.Id));
    }

    [Fact]
    public void Metres_of_the_hong_kong_grid_propose_it_in_hong_kong() =>
        Assert.Equal("EPSG:2326", CoordinateProposals.For(new Envelope(830_000, 842_000, 815_000, 824_000), new Envelope(113.8, 114.5, 22.1, 22.6))[0].System.Id);

    [Fact]
    public void One_stray_position_does_not_decide()
    {
        var positions = Enumerable.Range(0, 200).Select(at => new Coordinate(39_440_000 + 10 * at, 4_410_000 + 10 * at)).Append(new Coordinate(0, 0));
        Assert.Equal("EPSG:4527", CoordinateProposals.For(positions, Beijing)[0].System.Id);
    }

    [Fact]
    public void Nothing_is_proposed_for_numbers_of_no_known_system()
    {
        Assert.Empty(CoordinateProposals.For(new Envelope(90_000_000, 90_001_000, 90_000_000, 90_001_000), Beijing));
        Assert.Empty(CoordinateProposals.For(new Envelope(), Beijing));
        Assert.Empty(CoordinateProposals.For([new Coordinate(double.NaN, 1)], Beijing));
    }

    // Beijing 1954 and Xi'an 1980 have the same numbers as CGCS2000, hence the first three.
    [Fact]
    public void Data_of_any_zone_find_their_system_among_the_first_three_when_the_county_is_known()
    {
        var zones = CoordinateSystems.All.Where(system => system.CentralMeridian is not null && system.DatumCaveat is null && system.Srid is > 4512 and < 4555).ToArray();
        Gen.Select(Gen.Int[0, zones.Length - 1], Gen.Double[-1.4, 1.4], Gen.Double[18, 53]).Sample((which, east, latitude) =>
        {
            var longitude = zones[which].CentralMeridian!.Value + east;
            var (x, y) = zones[which].FromWgs84(longitude, latitude);
            var county = new Envelope(longitude - 0.2, longitude + 0.2, latitude - 0.2, latitude + 0.2);
            return CoordinateProposals.For(new Envelope(x - 500, x + 500, y - 500, y + 500), county)
                .Take(3).Any(proposal => proposal.System.Id == zones[which].Id);
        });
    }
}
