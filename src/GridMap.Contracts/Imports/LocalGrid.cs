namespace GridMap.Contracts.Imports;

/// <summary>A local grid is to be tied to the ground by points known in both.</summary>
/// <param name="Crs">In which coordinate system the points are known: one in degrees, or a projected one.</param>
/// <param name="Kind">similarity (moved, turned and scaled; two points or more) or affine (three or more).</param>
/// <param name="Points">The points.</param>
public sealed record FitLocalGrid(string Crs, string Kind, IReadOnlyList<KnownPoint> Points);

/// <summary>A point known in a local grid and in a coordinate system.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="LocalX">Easting in the local grid, metres.</param>
/// <param name="LocalY">Northing in the local grid, metres.</param>
/// <param name="X">Longitude in degrees, or easting in metres.</param>
/// <param name="Y">Latitude in degrees, or northing in metres.</param>
public sealed record KnownPoint(string Name, double LocalX, double LocalY, double X, double Y);

/// <summary>A local grid tied to the ground, and how well.</summary>
/// <param name="Crs">What to call it where a coordinate system is asked for; null where the points do not tie it.</param>
/// <param name="Residuals">Each point's error, in the order given.</param>
/// <param name="RmsMetres">The root of their mean square.</param>
/// <param name="Scale">Metres to a unit of the local grid.</param>
/// <param name="RotationDegrees">How far its north is turned to the left of the system's, −180 to 180.</param>
/// <param name="Sentence">How well it fits and what to check, or why it does not; one sentence.</param>
public sealed record LocalGridFitted(
    string? Crs, IReadOnlyList<PointResidual> Residuals, double RmsMetres, double Scale, double RotationDegrees, string Sentence);

/// <summary>How far a point lies from where the fit puts it.</summary>
/// <param name="Name">The point.</param>
/// <param name="EastMetres">Known minus fitted.</param>
/// <param name="NorthMetres">Known minus fitted.</param>
public sealed record PointResidual(string Name, double EastMetres, double NorthMetres);
