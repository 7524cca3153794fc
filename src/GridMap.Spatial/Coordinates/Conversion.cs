namespace GridMap.Spatial.Coordinates;

/// <summary>The way from a coordinate system to WGS 84 and back; x and longitude first. Pure, safe from many threads.</summary>
internal sealed record Conversion(
    Func<double, double, (double Longitude, double Latitude)> ToWgs84,
    Func<double, double, (double X, double Y)> FromWgs84)
{
    /// <summary>This conversion to degrees on another datum, followed by that datum's own to WGS 84.</summary>
    public Conversion Then(Conversion datum) => new(
        (x, y) =>
        {
            var (longitude, latitude) = ToWgs84(x, y);
            return datum.ToWgs84(longitude, latitude);
        },
        (longitude, latitude) =>
        {
            var (x, y) = datum.FromWgs84(longitude, latitude);
            return FromWgs84(x, y);
        });
}
