using System.Text.Json;
using CsCheck;
using GridMap.Spatial.Coordinates;

namespace GridMap.Spatial.Tests.Coordinates;

public sealed class ShiftedSystemsTests
{
    private const double MetresPerDegree = 111_320;

    private static readonly Gen<(double Longitude, double Latitude)> InChina = Gen.Select(Gen.Double[73, 136], Gen.Double[3, 54]);

    [Theory]
    [InlineData("GCJ-02", "GCJ02", 1)]
    [InlineData("BD-09", "BD09", 1)]
    [InlineData("BD-09MC", "BD09MC", 1.5)]
    [InlineData("EPSG:3857", "EPSG3857", 1.5)]
    public void The_664_published_pairs_agree_each_way(string system, string column, double metres)
    {
        Assert.True(CoordinateSystems.TryGet(system, out var crs, out _));
        using var cities = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("coordinate-truth/gcoord_china_cities_664.json")));
        var pairs = cities.RootElement.EnumerateArray().Select(city => city.GetProperty("coords")).ToArray();

        Assert.Equal(664, pairs.Length);
        Assert.All(pairs, pair =>
        {
            var (wgs84, shifted) = (pair.GetProperty("WGS84"), pair.GetProperty(column));
            var (longitude, latitude) = crs.ToWgs84(shifted[0].GetDouble(), shifted[1].GetDouble());
            Assert.InRange(Metres((longitude, latitude), (wgs84[0].GetDouble(), wgs84[1].GetDouble())), 0, metres);

            // Back in degrees of WGS 84, so that a metre is one whatever the system's unit.
            var (x, y) = crs.FromWgs84(wgs84[0].GetDouble(), wgs84[1].GetDouble());
            var apart = crs.IsGeographic
                ? Metres((x, y), (shifted[0].GetDouble(), shifted[1].GetDouble()))
                : double.Hypot(x - shifted[0].GetDouble(), y - shifted[1].GetDouble());
            Assert.InRange(apart, 0, metres);
        });
    }

    [Fact]
    public void Gcj02_and_back_is_exact() => InChina.Sample(at => ReturnsExactly(CoordinateSystems.Gcj02, at));

    [Fact]
    public void Bd09_and_back_is_exact() => InChina.Sample(at => ReturnsExactly(CoordinateSystems.Bd09, at));

    [Fact]
    public void Bd09_mercator_and_back_is_exact() => InChina.Sample(at => ReturnsExactly(CoordinateSystems.Bd09Mc, at));

    [Fact]
    public void Gcj02_shifts_by_at_most_1300_metres_and_bd09_by_at_most_2000() =>
        InChina.Sample(at =>
            Metres(CoordinateSystems.Gcj02.FromWgs84(at.Longitude, at.Latitude), at) < 1300
            && Metres(CoordinateSystems.Bd09.FromWgs84(at.Longitude, at.Latitude), at) < 2000);

    // The shifts at four counties' seats, computed independently: GCJ-02 and BD-09 off WGS 84, metres.
    [Theory]
    [InlineData(104.83, 36.73, 273, 1069)]
    [InlineData(106.26, 32.83, 440, 1063)]
    public void The_shift_is_as_large_as_computed_elsewhere(double longitude, double latitude, double gcj02, double bd09)
    {
        Assert.Equal(gcj02, Metres(CoordinateSystems.Gcj02.FromWgs84(longitude, latitude), (longitude, latitude)), 15d);
        Assert.Equal(bd09, Metres(CoordinateSystems.Bd09.FromWgs84(longitude, latitude), (longitude, latitude)), 15d);
    }

    [Theory]
    [InlineData(71.9, 40)]
    [InlineData(138, 36)]
    [InlineData(105, 0.8)]
    [InlineData(105, 56)]
    [InlineData(-71, 42)]
    [InlineData(2.35, 48.85)]
    public void Outside_of_the_shifted_rectangle_nothing_is_moved(double longitude, double latitude)
    {
        Assert.Equal((longitude, latitude), CoordinateSystems.Gcj02.FromWgs84(longitude, latitude));
        Assert.Equal((longitude, latitude), CoordinateSystems.Gcj02.ToWgs84(longitude, latitude));
        Assert.Equal((longitude, latitude), CoordinateSystems.Bd09.FromWgs84(longitude, latitude));
        Assert.Equal((longitude, latitude), CoordinateSystems.Bd09.ToWgs84(longitude, latitude));
    }

    private static bool ReturnsExactly(CoordinateSystem system, (double Longitude, double Latitude) at)
    {
        var (x, y) = system.FromWgs84(at.Longitude, at.Latitude);
        var (longitude, latitude) = system.ToWgs84(x, y);
        return Math.Abs(longitude - at.Longitude) < 1e-9 && Math.Abs(latitude - at.Latitude) < 1e-9;
    }

    private static double Metres((double Longitude, double Latitude) from, (double Longitude, double Latitude) to) =>
        double.Hypot(
            (to.Longitude - from.Longitude) * MetresPerDegree * Math.Cos(double.DegreesToRadians(to.Latitude)),
            (to.Latitude - from.Latitude) * MetresPerDegree);
}
