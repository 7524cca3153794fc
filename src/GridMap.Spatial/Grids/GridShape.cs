using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Grids;

/// <summary>One grid as the <see cref="GridLocator"/> needs it.</summary>
/// <param name="GridId">The number answered for points of this grid.</param>
/// <param name="Code">The grid's code; compared ordinally where several grids hold the same point.</param>
/// <param name="Shape">A valid Polygon or MultiPolygon in WGS 84 longitude and latitude, degrees.</param>
public readonly record struct GridShape(int GridId, string Code, Geometry Shape);
