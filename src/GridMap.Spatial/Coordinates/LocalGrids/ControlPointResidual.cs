namespace GridMap.Spatial.Coordinates;

/// <summary>How far a control point lies from where the fit puts it.</summary>
/// <param name="Name">The point's name.</param>
/// <param name="EastMetres">Given minus fitted easting.</param>
/// <param name="NorthMetres">Given minus fitted northing.</param>
public sealed record ControlPointResidual(string Name, double EastMetres, double NorthMetres)
{
    /// <summary>How far in all, metres.</summary>
    public double DistanceMetres => double.Hypot(EastMetres, NorthMetres);
}
