using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Unit grids that could be made of a division's areas; nothing is changed by it.</summary>
/// <param name="Units">The unit grids, those of one parent together, each parent's from north to south and west to east.</param>
/// <param name="Noded">Areas on whose border a cut ends: the same ground, with a vertex there.</param>
public sealed record UnitGridPlan(IReadOnlyList<UnitGridShape> Units, IReadOnlyList<NodedArea> Noded);

/// <summary>A unit grid to be.</summary>
/// <param name="ParentCode">The area it is a part of.</param>
/// <param name="Shape">EPSG:4326.</param>
public sealed record UnitGridShape(string ParentCode, Polygon Shape);

/// <summary>An area with further vertices on its edges.</summary>
/// <param name="Code">The area.</param>
/// <param name="Shape">Polygon or multipolygon, EPSG:4326; vertices that it had are the same numbers as before.</param>
public sealed record NodedArea(string Code, Geometry Shape);
