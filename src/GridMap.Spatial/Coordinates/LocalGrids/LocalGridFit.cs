namespace GridMap.Spatial.Coordinates;

/// <summary>A local grid tied to the ground, and how well.</summary>
/// <param name="System">The grid as a coordinate system; null when the points do not tie it.</param>
/// <param name="Residuals">Each point's error, in the order given.</param>
/// <param name="RmsMetres">The root of their mean square.</param>
/// <param name="Scale">Metres to a unit of the local grid.</param>
/// <param name="RotationDegrees">How far the local grid's north is turned to the left of the system's, −180 to 180.</param>
/// <param name="Sentence">How well it fits and what to check, or why it is refused; one English sentence.</param>
public sealed record LocalGridFit(
    CoordinateSystem? System, IReadOnlyList<ControlPointResidual> Residuals, double RmsMetres, double Scale, double RotationDegrees, string Sentence)
{
    internal static LocalGridFit Refused(string sentence) => new(null, [], 0, 1, 0, sentence);
}
