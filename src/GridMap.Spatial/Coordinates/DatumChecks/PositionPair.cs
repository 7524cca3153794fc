using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>One thing's position twice, degrees of WGS 84.</summary>
/// <param name="Data">As the data have it, converted.</param>
/// <param name="Reference">As it is known to be.</param>
public readonly record struct PositionPair(Coordinate Data, Coordinate Reference);
