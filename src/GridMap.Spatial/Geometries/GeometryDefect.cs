using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Geometries;

/// <summary>What is wrong with a geometry, and where.</summary>
/// <param name="Kind">Which rule is broken.</param>
/// <param name="Message">One English sentence that names the place.</param>
/// <param name="Place">Where, in the geometry's own coordinates; null when it has no place (empty, too many vertices).</param>
public sealed record GeometryDefect(GeometryDefectKind Kind, string Message, Coordinate? Place = null)
{
    /// <summary>Whether <see cref="GeometryCheck.Repair"/> can make a valid polygon of it.</summary>
    public bool IsRepairable => Kind == GeometryDefectKind.InvalidRing;
}
