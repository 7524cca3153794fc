using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.HotSpots;

/// <summary>Finds which areas touch: in an edge, in a corner, or nearly.</summary>
/// <remarks>
/// <para>
/// Two areas are neighbours where a vertex of one lies within the tolerance of a vertex of the other, or where edges that neither has
/// in common with a third come within it of each other. The first finds what spdep's <c>poly2nb(snap = )</c> finds; the second
/// what that misses, a corner in the middle of a neighbour's edge.
/// </para>
/// <para>One pass over all vertices by a hash of small cells, and a tree of the few edges that nobody shares.</para>
/// </remarks>
public static class QueenContiguity
{
    /// <summary>How far off each other neighbours may be where nothing else is said, in metres: slivers between them do not cut them off.</summary>
    public const double UsualToleranceMetres = 1;

    /// <summary>Neighbours among areas in degrees.</summary>
    /// <param name="shapes">Polygons or multipolygons in EPSG:4326, longitude before latitude; empty ones are islands.</param>
    /// <param name="toleranceMetres">Above 0.</param>
    public static SpatialWeights OfDegrees(IReadOnlyList<Geometry> shapes, double toleranceMetres = UsualToleranceMetres)
    {
        var all = new Envelope();
        foreach (var shape in shapes) all.ExpandToInclude(shape.EnvelopeInternal);
        return Of(BoundaryVertices.Of(shapes, all.IsNull ? null : new LocalPlane(all.Centre)), toleranceMetres);
    }

    /// <summary>The middles of areas in degrees, in metres around the middle of all.</summary>
    /// <param name="shapes">Polygons or multipolygons in EPSG:4326; none of them empty.</param>
    public static Coordinate[] MiddlesInMetres(IReadOnlyList<Geometry> shapes)
    {
        var all = new Envelope();
        foreach (var shape in shapes) all.ExpandToInclude(shape.EnvelopeInternal);
        var plane = new LocalPlane(all.Centre);
        return [.. shapes.Select(shape => plane.FromDegrees(shape.Centroid.Coordinate))];
    }

    /// <summary>Neighbours among areas in a plane.</summary>
    /// <param name="shapes">Polygons or multipolygons; empty ones are islands.</param>
    /// <param name="tolerance">In the plane's unit; above 0.</param>
    public static SpatialWeights OfPlane(IReadOnlyList<Geometry> shapes, double tolerance) => Of(BoundaryVertices.Of(shapes, null), tolerance);

    private static SpatialWeights Of(BoundaryVertices vertices, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        var links = new List<ulong>(vertices.Areas * 16);
        var near = VertexNeighbours.Find(vertices, tolerance, links);
        UnsharedEdges.Link(vertices, near, tolerance, links);
        return SpatialWeights.FromKeys(vertices.Areas, links);
    }
}
