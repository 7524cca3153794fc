using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>Metres between places that lie near each other, on WGS 84; good to a thousandth within a county.</summary>
internal static class Ground
{
    private const double SemiMajorMetres = 6_378_137;
    private const double EccentricitySquared = 0.00669437999014;

    /// <summary>Metres to a degree of longitude and of latitude.</summary>
    public static (double Longitude, double Latitude) MetresPerDegree(double latitude)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(latitude));
        var curvature = 1 - EccentricitySquared * sine * sine;
        var across = SemiMajorMetres / Math.Sqrt(curvature);
        return (double.DegreesToRadians(across * cosine), double.DegreesToRadians(across * (1 - EccentricitySquared) / curvature));
    }

    /// <summary>How far east and north a place is of another.</summary>
    public static (double East, double North) Between(Coordinate from, Coordinate to)
    {
        var (longitude, latitude) = MetresPerDegree((from.Y + to.Y) / 2);
        return ((to.X - from.X) * longitude, (to.Y - from.Y) * latitude);
    }

    /// <summary>Metres between two rectangles of degrees; 0 when they touch.</summary>
    public static double Between(Envelope one, Envelope other)
    {
        var (longitude, latitude) = MetresPerDegree(Math.Clamp((one.Centre.Y + other.Centre.Y) / 2, -89, 89));
        var east = Math.Max(0, Math.Max(one.MinX - other.MaxX, other.MinX - one.MaxX));
        var north = Math.Max(0, Math.Max(one.MinY - other.MaxY, other.MinY - one.MaxY));
        return double.Hypot(east * longitude, north * latitude);
    }
}
