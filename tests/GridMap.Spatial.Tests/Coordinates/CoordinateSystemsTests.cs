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
    [InlineData("GCJ-02", "shifted by 300 to 1,200 m")]
    [InlineData("bd09", "shifted by 300 to 1,200 m")]
    [InlineData("火星坐标系", "shifted by 300 to 1,200 m")]
    [InlineData("EPSG:2359", "Xi'an 1980")]
    [InlineData("EPSG:4214", "Beijing 1954")]
    public void Every_other_name_is_refused_with_the_reason(string? name, string reason)
    {
        Assert.False(CoordinateSystems.TryGet(name, out _, out var refusal));
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cgcs2000_zone_agrees_with_the_published_control_points_to_a_millimetre()
    {
        var rows = File.ReadLines(SharedData.File("coordinate-truth/gauss_kruger_control_points.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(row => row[2] == "CGCS2000").ToArray();

        Assert.Equal(64, rows.Select(row => row[0]).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.True(CoordinateSystems.TryGet($"EPSG:{row[0]}", out var system, out _));
            var (longitude, latitude) = system.ToWgs84(double.Parse(row[9]), double.Parse(row[10]));
            Assert.Equal(double.Parse(row[7]), longitude, 1e-8);
            Assert.Equal(double.Parse(row[8]), latitude, 1e-8);
        });
    }

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
