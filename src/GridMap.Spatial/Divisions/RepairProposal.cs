using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>How a division could be repaired: to be looked at and accepted. Nothing is changed by it.</summary>
/// <param name="Areas">The areas that would change, by code.</param>
/// <param name="Steps">What would be done, in order.</param>
/// <param name="Remaining">The defects of the division after it.</param>
public sealed record RepairProposal(IReadOnlyList<RepairedArea> Areas, IReadOnlyList<RepairStep> Steps, IReadOnlyList<DivisionDefect> Remaining);

/// <summary>An area before and after a repair.</summary>
/// <param name="Code">The area.</param>
/// <param name="Before">As it was given, EPSG:4326.</param>
/// <param name="After">Polygon or multipolygon, valid, EPSG:4326; vertices that stay are the same numbers as before.</param>
public sealed record RepairedArea(string Code, Geometry Before, Geometry After);

/// <summary>One thing a repair does.</summary>
/// <param name="Kind">What.</param>
/// <param name="GridCodes">The areas concerned, sorted.</param>
/// <param name="To">Who gets the ground; null where it goes to nobody.</param>
/// <param name="AreaSquareMetres">How much ground changes hands; 0 for snapped edges and repaired rings.</param>
/// <param name="Place">The ground, EPSG:4326; null for snapped edges.</param>
public sealed record RepairStep(RepairStepKind Kind, IReadOnlyList<string> GridCodes, string? To, double AreaSquareMetres, Geometry? Place);

/// <summary>The things a repair does.</summary>
public enum RepairStepKind
{
    /// <summary>Rings that crossed were made valid.</summary>
    FixedRings,

    /// <summary>Vertices and edges were moved onto a neighbour's, by no more than half the tolerance.</summary>
    SnappedEdges,

    /// <summary>Ground that nobody had was given to the neighbour with the longest common border.</summary>
    GaveGap,

    /// <summary>Ground that two had was left to the one whose border along it is shorter, so that the other lost its bulge.</summary>
    GaveOverlap,

    /// <summary>Ground outside the parent or the county was taken away.</summary>
    Clipped,
}
