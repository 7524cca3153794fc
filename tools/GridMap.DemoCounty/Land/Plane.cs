using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Land;

/// <summary>The flat drawing board of the county: metres east and north of the market cross of its town.</summary>
internal static class Plane
{
    /// <summary>The market cross, degrees.</summary>
    public const double OriginLongitude = 104.75;

    /// <summary>The market cross, degrees.</summary>
    public const double OriginLatitude = 30.45;

    private const double MetresPerDegreeLatitude = 110_862;
    private static readonly double MetresPerDegreeLongitude = 111_413 * Math.Cos(OriginLatitude * Math.PI / 180);

    /// <summary>Longitude and latitude with 7 decimals, about a centimetre.</summary>
    public static Coordinate ToDegrees(Coordinate metres) => new(
        Math.Round(OriginLongitude + metres.X / MetresPerDegreeLongitude, 7),
        Math.Round(OriginLatitude + metres.Y / MetresPerDegreeLatitude, 7));

    public static double DirectionOf(Coordinate from, Coordinate to) => Math.Atan2(to.Y - from.Y, to.X - from.X);

    public static Coordinate Step(Coordinate from, double direction, double metres) =>
        new(from.X + metres * Math.Cos(direction), from.Y + metres * Math.Sin(direction));
}
