namespace GridMap.Spatial.Coordinates.Projected;

/// <summary>A datum shift of seven parameters between ellipsoids, at height zero.</summary>
internal static class HelmertShift
{
    private const double ArcSecond = Math.PI / 180 / 3600;

    /// <summary>The way from degrees on an ellipsoid to WGS 84 and back.</summary>
    /// <param name="semiMajorMetres">Semi-major axis of the ellipsoid.</param>
    /// <param name="inverseFlattening">Its inverse flattening; 0 for a sphere.</param>
    /// <param name="parameters">As WKT's TOWGS84: x, y, z in metres, rotations in arc seconds (position vector), scale in parts per million; 3 or 7 of them.</param>
    public static Conversion Create(double semiMajorMetres, double inverseFlattening, IReadOnlyList<double> parameters)
    {
        var from = new Ellipse(semiMajorMetres, inverseFlattening);
        var to = new Ellipse(6_378_137, 298.257223563);
        double[] all = [.. parameters, .. Enumerable.Repeat(0d, 7 - parameters.Count)];
        (double, double) Forward(double longitude, double latitude) => to.ToDegrees(Move(all, from.ToSpace(longitude, latitude)));
        return new Conversion(Forward, (longitude, latitude) => NearIdentity.Invert(Forward, longitude, latitude));
    }

    private static (double X, double Y, double Z) Move(double[] by, (double X, double Y, double Z) at)
    {
        var (rx, ry, rz, scale) = (by[3] * ArcSecond, by[4] * ArcSecond, by[5] * ArcSecond, 1 + by[6] * 1e-6);
        return (by[0] + scale * (at.X - rz * at.Y + ry * at.Z),
            by[1] + scale * (rz * at.X + at.Y - rx * at.Z),
            by[2] + scale * (-ry * at.X + rx * at.Y + at.Z));
    }

    private sealed class Ellipse(double semiMajorMetres, double inverseFlattening)
    {
        private readonly double _flattening = inverseFlattening == 0 ? 0 : 1 / inverseFlattening;

        private double EccentricitySquared => _flattening * (2 - _flattening);

        public (double X, double Y, double Z) ToSpace(double longitude, double latitude)
        {
            var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(latitude));
            var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(longitude));
            var normal = semiMajorMetres / Math.Sqrt(1 - EccentricitySquared * sinLatitude * sinLatitude);
            return (normal * cosLatitude * cosLongitude, normal * cosLatitude * sinLongitude, normal * (1 - EccentricitySquared) * sinLatitude);
        }

        // Bowring's formula with the reduced latitude; exact to 1e-11 degrees near the ground.
        public (double Longitude, double Latitude) ToDegrees((double X, double Y, double Z) at)
        {
            var fromAxis = Math.Sqrt(at.X * at.X + at.Y * at.Y);
            var reduced = Math.Atan2(at.Z, fromAxis * (1 - _flattening));
            for (var step = 0; step < 3; step++)
            {
                var (sine, cosine) = Math.SinCos(reduced);
                var semiMinor = semiMajorMetres * (1 - _flattening);
                var latitude = Math.Atan2(
                    at.Z + EccentricitySquared / (1 - EccentricitySquared) * semiMinor * sine * sine * sine,
                    fromAxis - EccentricitySquared * semiMajorMetres * cosine * cosine * cosine);
                if (step == 2)
                    return (double.RadiansToDegrees(Math.Atan2(at.Y, at.X)), double.RadiansToDegrees(latitude));
                reduced = Math.Atan((1 - _flattening) * Math.Tan(latitude));
            }

            throw new InvalidOperationException("Unreachable.");
        }
    }
}
