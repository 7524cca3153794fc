namespace GridMap.Spatial.Coordinates;

/// <summary>Inverts a shift of degrees that hardly changes from one place to the next.</summary>
internal static class NearIdentity
{
    // A step leaves less than a hundredth of the error of the last: eight reach the last bit of a double.
    private const int Steps = 12;
    private const double SettledDegrees = 1e-13;

    /// <summary>The position that <paramref name="shift"/> moves to the target, to 1e-12 degrees.</summary>
    public static (double Longitude, double Latitude) Invert(
        Func<double, double, (double Longitude, double Latitude)> shift, double targetLongitude, double targetLatitude)
    {
        var (longitude, latitude) = (targetLongitude, targetLatitude);
        for (var step = 0; step < Steps; step++)
        {
            var (reachedLongitude, reachedLatitude) = shift(longitude, latitude);
            var (east, north) = (targetLongitude - reachedLongitude, targetLatitude - reachedLatitude);
            (longitude, latitude) = (longitude + east, latitude + north);
            if (Math.Abs(east) < SettledDegrees && Math.Abs(north) < SettledDegrees)
                break;
        }

        return (longitude, latitude);
    }
}
