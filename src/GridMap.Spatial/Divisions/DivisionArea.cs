using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>One area of a county's division, of any level.</summary>
/// <param name="Code">Unique within the division, whatever the level.</param>
/// <param name="Level">One of <see cref="DivisionLevels"/>; another level counts as the lowest.</param>
/// <param name="ParentCode">Code of the area above it; null where it names none.</param>
/// <param name="LeadUnitCode">Code of its own lead unit (牵头单位); null where none was named.</param>
/// <param name="Shape">Polygon or multipolygon in EPSG:4326, longitude before latitude.</param>
public sealed record DivisionArea(string Code, string Level, string? ParentCode, string? LeadUnitCode, Geometry Shape);
