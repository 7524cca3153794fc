namespace GridMap.Spatial.Coordinates;

/// <summary>A point known both in a local grid and in a projected system.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="LocalX">Easting in the local grid, metres.</param>
/// <param name="LocalY">Northing in the local grid, metres.</param>
/// <param name="X">Easting in the projected system, metres.</param>
/// <param name="Y">Northing in the projected system, metres.</param>
public sealed record ControlPoint(string Name, double LocalX, double LocalY, double X, double Y)
{
    internal bool IsFinite => double.IsFinite(LocalX) && double.IsFinite(LocalY) && double.IsFinite(X) && double.IsFinite(Y);
}
