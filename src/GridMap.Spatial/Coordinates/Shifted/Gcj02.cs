namespace GridMap.Spatial.Coordinates.Shifted;

/// <summary>GCJ-02, the shift that maps published in China carry, up to 700 m in the cities.</summary>
/// <remarks>
/// The formula is the one that circulates, worked out from published maps; the official one is secret. Against 664 published
/// pairs it is within 0.74 m. Outside the rectangle 72.004–137.8347° E, 0.8293–55.8271° N, which takes in all of China and
/// much of its neighbours, nothing is shifted; within a kilometre of that rectangle's edge the way back is ambiguous and taken
/// as from inside.
/// </remarks>
internal static class Gcj02
{
    // Krasovsky 1940, on which the formula turns metres into degrees.
    private const double SemiMajorMetres = 6_378_245;
    private const double EccentricitySquared = 0.00669342162296594323;

    // The largest shift inside the rectangle is below this.
    private const double LargestShiftDegrees = 0.02;

    public static Conversion Conversion { get; } = new(ToWgs84, FromWgs84);

    /// <summary>Whether a WGS 84 position lies where the shift is applied.</summary>
    public static bool Shifts(double longitude, double latitude, double marginDegrees = 0) =>
        longitude >= 72.004 - marginDegrees && longitude <= 137.8347 + marginDegrees
        && latitude >= 0.8293 - marginDegrees && latitude <= 55.8271 + marginDegrees;

    public static (double Longitude, double Latitude) FromWgs84(double longitude, double latitude) =>
        Shifts(longitude, latitude) ? Shift(longitude, latitude) : (longitude, latitude);

    public static (double Longitude, double Latitude) ToWgs84(double longitude, double latitude)
    {
        if (!Shifts(longitude, latitude, LargestShiftDegrees))
            return (longitude, latitude);
        var position = NearIdentity.Invert(Shift, longitude, latitude);
        return Shifts(position.Longitude, position.Latitude) ? position : (longitude, latitude);
    }

    private static (double Longitude, double Latitude) Shift(double longitude, double latitude)
    {
        var (x, y) = (longitude - 105, latitude - 35);
        var sine = Math.Sin(double.DegreesToRadians(latitude));
        var curvature = 1 - EccentricitySquared * sine * sine;
        var metresPerRadianNorth = SemiMajorMetres * (1 - EccentricitySquared) / (curvature * Math.Sqrt(curvature));
        var metresPerRadianEast = SemiMajorMetres / Math.Sqrt(curvature) * Math.Cos(double.DegreesToRadians(latitude));
        return (longitude + double.RadiansToDegrees(EastMetres(x, y) / metresPerRadianEast),
            latitude + double.RadiansToDegrees(NorthMetres(x, y) / metresPerRadianNorth));
    }

    private static double EastMetres(double x, double y) =>
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x))
        + (20 * double.SinPi(6 * x) + 20 * double.SinPi(2 * x) + 20 * double.SinPi(x) + 40 * double.SinPi(x / 3)
            + 150 * double.SinPi(x / 12) + 300 * double.SinPi(x / 30)) * 2 / 3;

    private static double NorthMetres(double x, double y) =>
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x))
        + (20 * double.SinPi(6 * x) + 20 * double.SinPi(2 * x) + 20 * double.SinPi(y) + 40 * double.SinPi(y / 3)
            + 160 * double.SinPi(y / 12) + 320 * double.SinPi(y / 30)) * 2 / 3;
}
