using System.Text.Json;
using CsCheck;
using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.Coordinates;

public sealed class CoordinateSystemsTests
{
    [Theory]
    [InlineData("EPSG:4326", 4326)]
    [InlineData(" epsg:4326 ", 4326)]
    [InlineData("4490", 4490)]
    [InlineData("CRS84", 4326)]
    [InlineData("OGC:CRS84", 4326)]
    [InlineData("WGS84", 4326)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)]
    [InlineData("urn:ogc:def:crs:OGC::CRS84", 4326)]
    [InlineData("urn:ogc:def:crs:EPSG::4547", 4547)]
    [InlineData("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490", 4490)]
    [InlineData("EPSG:3857", 3857)]
    [InlineData("EPSG:32648", 32648)]
    [InlineData("EPSG:32733", 32733)]
    public void Every_spelling_of_a_known_system_is_found(string name, int srid)
    {
        Assert.True(CoordinateSystems.TryGet(name, out var system, out _));
        Assert.Equal(srid, system.Srid);
    }

    [Theory]
    [InlineData(null, "No coordinate system is named")]
    [InlineData("", "No coordinate system is named")]
    [InlineData("EPSG:99999", "not a coordinate system GridMap knows")]
    [InlineData("EPSG:99999999999999999999", "not a coordinate system GridMap knows")]
    [InlineData("EPSG:32661", "not a coordinate system GridMap knows")]
    [InlineData("somewhere", "not a coordinate system GridMap knows")]
    [InlineData("EPSG:2391", "not a coordinate system GridMap knows")]
    [InlineData("GCJ-03", "not a coordinate system GridMap knows")]
    public void Every_other_name_is_refused_with_the_reason(string? name, string reason)
    {
        Assert.False(CoordinateSystems.TryGet(name, out _, out var refusal));
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GCJ-02", "GCJ-02")]
    [InlineData("gcj02", "GCJ-02")]
    [InlineData("火星坐标系", "GCJ-02")]
    [InlineData("bd09", "BD-09")]
    [InlineData("BD-09LL", "BD-09")]
    [InlineData("百度坐标", "BD-09")]
    [InlineData("BD09MC", "BD-09MC")]
    public void Shifted_systems_are_found_by_their_names(string name, string id)
    {
        Assert.True(CoordinateSystems.TryGet(name, out var system, out _));
        Assert.Equal(id, system.Id);
        Assert.Equal(0, system.Srid);
    }

    [Fact]
    public void Every_system_on_offer_is_found_again_by_its_id()
    {
        Assert.Equal(192 + 4 + 2 + 2 + 11 + 1, CoordinateSystems.All.Select(system => system.Id).Distinct().Count());
        Assert.All(CoordinateSystems.All, system =>
        {
            Assert.True(CoordinateSystems.TryGet(system.Id, out var again, out _));
            Assert.Same(system, again);
        });
    }

    [Fact]
    public void Every_gauss_kruger_zone_agrees_with_the_published_control_points_to_a_millimetre_each_way()
    {
        var rows = File.ReadLines(SharedData.File("coordinate-truth/gauss_kruger_control_points.csv")).Skip(1)
            .Select(line => line.Split(',')).ToArray();

        Assert.Equal(1344, rows.Length);
        Assert.Equal(192, rows.Select(row => row[0]).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.True(CoordinateSystems.TryGet($"EPSG:{row[0]}", out var system, out _));
            var (longitude, latitude) = system.ToWgs84(double.Parse(row[9]), double.Parse(row[10]));
            Assert.Equal(double.Parse(row[7]), longitude, 1e-8);
            Assert.Equal(double.Parse(row[8]), latitude, 1e-8);
            var (easting, northing) = system.FromWgs84(double.Parse(row[7]), double.Parse(row[8]));
            Assert.Equal(double.Parse(row[9]), easting, 1e-3);
            Assert.Equal(double.Parse(row[10]), northing, 1e-3);
        });
    }

    [Fact]
    public void Every_zone_has_the_name_epsg_gives_it()
    {
        var listed = File.ReadLines(SharedData.File("coordinate-truth/epsg_china_projected_crs.txt")).Select(line => line.Split('|')).ToArray();

        Assert.Equal(192, listed.Length);
        Assert.All(listed, row => Assert.Equal(row[1], CoordinateSystems.Find(int.Parse(row[0]))!.Name.Replace('ü', 'u')));
    }

    [Theory]
    [InlineData(4490, false)]
    [InlineData(4547, false)]
    [InlineData(32648, false)]
    [InlineData(2326, false)]
    [InlineData(4610, true)]
    [InlineData(4214, true)]
    [InlineData(2327, true)]
    [InlineData(2442, true)]
    [InlineData(21413, true)]
    [InlineData(21463, true)]
    public void Old_datums_say_that_they_are_converted_by_projection_only(int srid, bool caveat) =>
        Assert.Equal(caveat, CoordinateSystems.Find(srid)!.DatumCaveat?.Contains("projection only", StringComparison.Ordinal) ?? false);

    // From projinfo 9.1.
    [Theory]
    [InlineData(4326, AxisOrder.NorthEast)]
    [InlineData(4490, AxisOrder.NorthEast)]
    [InlineData(4214, AxisOrder.NorthEast)]
    [InlineData(4547, AxisOrder.NorthEast)]
    [InlineData(2370, AxisOrder.NorthEast)]
    [InlineData(21453, AxisOrder.NorthEast)]
    [InlineData(2326, AxisOrder.NorthEast)]
    [InlineData(32648, AxisOrder.EastNorth)]
    [InlineData(3857, AxisOrder.EastNorth)]
    public void The_axis_order_is_that_of_epsg(int srid, AxisOrder order) =>
        Assert.Equal(order, CoordinateSystems.Find(srid)!.EpsgAxisOrder);

    [Theory]
    [InlineData(117.2, 3, false, 4548)]
    [InlineData(117.2, 3, true, 4527)]
    [InlineData(104.2, 3, true, 4523)]
    [InlineData(104.2, 6, true, 4496)]
    [InlineData(104.2, 6, false, 4507)]
    [InlineData(10, 3, false, 4534)]
    public void A_longitude_has_its_zone(double longitude, int zoneDegrees, bool withPrefix, int srid) =>
        Assert.Equal(srid, CoordinateSystems.Cgcs2000Zone(longitude, zoneDegrees, withPrefix).Srid);

    // 1,527 places whose publisher gives both; the grid's metres to a decimal, the degrees to seven.
    [Fact]
    public void The_hong_kong_grid_agrees_with_the_published_pairs_to_a_centimetre_each_way()
    {
        var grid = CoordinateSystems.Find(2326)!;
        using var places = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("hongkong-facilities/hk_fehd_facilities_wgs84.geojson")));
        var pairs = places.RootElement.GetProperty("features").EnumerateArray().Select(place => (
            At: place.GetProperty("geometry").GetProperty("coordinates"), Grid: place.GetProperty("properties"))).ToArray();

        Assert.Equal(1527, pairs.Length);
        Assert.All(pairs, pair =>
        {
            var (x, y) = (pair.Grid.GetProperty("hk80_e").GetDouble(), pair.Grid.GetProperty("hk80_n").GetDouble());
            var (longitude, latitude) = (pair.At[0].GetDouble(), pair.At[1].GetDouble());
            var (easting, northing) = grid.FromWgs84(longitude, latitude);
            Assert.Equal(x, easting, 0.01);
            Assert.Equal(y, northing, 0.01);
            var read = grid.ToWgs84(x, y);
            Assert.Equal(longitude, read.Longitude, 1e-7);
            Assert.Equal(latitude, read.Latitude, 1e-7);
        });
    }

    // From PROJ's cs2cs 9.1: EPSG:2326 to 4326, the corners of Hong Kong.
    [Theory]
    [InlineData(840000, 820000, 114.21309693138, 22.31899869561)]
    [InlineData(800000, 802000, 113.82526754700, 22.15607151341)]
    [InlineData(862000, 846000, 114.42704736350, 22.55360019397)]
    public void The_hong_kong_grid_agrees_with_proj(double x, double y, double longitude, double latitude)
    {
        var grid = CoordinateSystems.Find(2326)!;
        var read = grid.ToWgs84(x, y);
        Assert.Equal(longitude, read.Longitude, 1e-8);
        Assert.Equal(latitude, read.Latitude, 1e-8);
    }

    [Fact]
    public void What_is_converted_and_converted_back_is_what_it_was() =>
        Gen.Select(Gen.Int[0, CoordinateSystems.All.Count - 1], Gen.Double[-2.9, 2.9], Gen.Double[4, 53]).Sample((which, east, latitude) =>
        {
            var system = CoordinateSystems.All[which];
            var longitude = (system.CentralMeridian ?? 105) + east;
            var (x, y) = system.FromWgs84(longitude, latitude);
            var (longitudeAgain, latitudeAgain) = system.ToWgs84(x, y);
            return Math.Abs(longitudeAgain - longitude) < 1e-9 && Math.Abs(latitudeAgain - latitude) < 1e-9;
        });

    // From PROJ's cs2cs 9.1, for 104.25 E and 30.5 N or S.
    [Theory]
    [InlineData(3857, 11_605_056.9152, 3_567_983.4559, 30.5)]
    [InlineData(32648, 428028.6001, 3374430.6016, 30.5)]
    [InlineData(32748, 428028.6001, 6625569.3984, -30.5)]
    public void Web_mercator_and_utm_agree_with_proj(int srid, double x, double y, double expectedLatitude)
    {
        var (longitude, latitude) = CoordinateSystems.Find(srid)!.ToWgs84(x, y);
        Assert.Equal(104.25, longitude, 1e-8);
        Assert.Equal(expectedLatitude, latitude, 1e-8);
    }

    [Fact]
    public void A_zone_prefix_in_a_system_without_prefix_is_refused()
    {
        var system = CoordinateSystems.Find(4544)!;

        Assert.Contains("zone prefix", system.Refuse(35_412_345, 4_066_460), StringComparison.Ordinal);
        Assert.Null(system.Refuse(412_345, 4_066_460));
        Assert.NotNull(system.Refuse(double.NaN, 0));
    }

    [Fact]
    public void A_northing_in_the_place_of_the_easting_is_refused() =>
        Assert.Contains("beyond the pole", CoordinateSystems.Find(4523)!.Refuse(35_412_345, 35_412_345), StringComparison.Ordinal);

    [Fact]
    public void A_wgs84_geometry_is_copied_into_a_zone_and_marked_so()
    {
        var degrees = new GeometryFactory(new PrecisionModel(), Srid.Wgs84).CreatePoint(new Coordinate(105, 0));

        var metres = (Point)CoordinateSystems.Find(4523)!.FromWgs84(degrees);

        Assert.Equal(4523, metres.SRID);
        Assert.Equal(35_500_000, metres.X, 1e-6);
        Assert.Equal(105, degrees.X);
    }

    [Fact]
    public void A_geometry_is_copied_into_wgs84_and_marked_so()
    {
        var metres = new GeometryFactory().CreatePoint(new Coordinate(500_000, 0));

        var degrees = (Point)CoordinateSystems.Find(4544)!.ToWgs84(metres);

        Assert.Equal(Srid.Wgs84, degrees.SRID);
        Assert.Equal(105, degrees.X, 1e-9);
        Assert.Equal(500_000, metres.X);
    }

    [Fact]
    public void Cgcs2000_degrees_are_taken_as_wgs84() =>
        Assert.Equal((104.5, 30.5), CoordinateSystems.Find(Srid.Cgcs2000)!.ToWgs84(104.5, 30.5));
}
