using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>An area with its valid shape in the county's plane.</summary>
/// <param name="Area">As it was given.</param>
/// <param name="Shape">Polygon or multipolygon in the plane's metres; of an area with invalid rings, what their repair leaves.</param>
internal sealed record GroundShape(DivisionArea Area, Geometry Shape)
{
    /// <summary>Code of the area its ground answers to: the one it names, or of a unit grid the part of that which it lies in (<see cref="UnitParents"/>).</summary>
    public string? ParentCode { get; init; } = Area.ParentCode;

    public int Depth => DivisionLevels.Depth(Area.Level);
}
