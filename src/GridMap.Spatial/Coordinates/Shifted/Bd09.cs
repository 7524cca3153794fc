namespace GridMap.Spatial.Coordinates.Shifted;

/// <summary>BD-09, the shift one map publisher adds to <see cref="Gcj02"/>: 750 to 1,500 m off the ground in all.</summary>
/// <remarks>Where GCJ-02 shifts nothing, neither does this.</remarks>
internal static class Bd09
{
    private const double LargestShiftDegrees = 0.04;

    public static Conversion Conversion { get; } = new(ToWgs84, FromWgs84);

    public static (double Longitude, double Latitude) FromWgs84(double longitude, double latitude)
    {
        if (!Gcj02.Shifts(longitude, latitude))
            return (longitude, latitude);
        var shifted = Gcj02.FromWgs84(longitude, latitude);
        return FromGcj02(shifted.Longitude, shifted.Latitude);
    }

    public static (double Longitude, double Latitude) ToWgs84(double longitude, double latitude)
    {
        if (!Gcj02.Shifts(longitude, latitude, LargestShiftDegrees))
            return (longitude, latitude);
        var gcj02 = NearIdentity.Invert(FromGcj02, longitude, latitude);
        var position = Gcj02.ToWgs84(gcj02.Longitude, gcj02.Latitude);
        return Gcj02.Shifts(position.Longitude, position.Latitude) ? position : (longitude, latitude);
    }

    private static (double Longitude, double Latitude) FromGcj02(double longitude, double latitude)
    {
        var distance = Math.Sqrt(longitude * longitude + latitude * latitude) + 0.00002 * double.SinPi(latitude * 3000 / 180);
        var angle = Math.Atan2(latitude, longitude) + 0.000003 * double.CosPi(longitude * 3000 / 180);
        return (distance * Math.Cos(angle) + 0.0065, distance * Math.Sin(angle) + 0.006);
    }
}
