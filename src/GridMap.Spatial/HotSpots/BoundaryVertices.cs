using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.HotSpots;

/// <summary>All vertices of all areas' boundaries, ring by ring, the closing one left out.</summary>
/// <param name="Areas">How many areas there are, with or without vertices.</param>
/// <param name="All">The vertices.</param>
internal sealed record BoundaryVertices(int Areas, BoundaryVertex[] All)
{
    /// <summary>Reads shapes, from degrees where a plane is given.</summary>
    public static BoundaryVertices Of(IReadOnlyList<Geometry> shapes, LocalPlane? plane)
    {
        var all = new BoundaryVertex[shapes.Sum(shape => shape.NumPoints)];
        var read = 0;
        for (var area = 0; area < shapes.Count; area++)
            foreach (var ring in Rings(shapes[area]))
                read = Add(all, read, ring, area, plane);
        return new(shapes.Count, all[..read]);
    }

    private static int Add(BoundaryVertex[] all, int from, CoordinateSequence ring, int area, LocalPlane? plane)
    {
        var last = from + ring.Count - 2;
        for (var at = 0; at < ring.Count - 1; at++)
        {
            var (x, y) = plane?.FromDegrees(ring.GetX(at), ring.GetY(at)) ?? (ring.GetX(at), ring.GetY(at));
            all[from + at] = new(x, y, area, from + at == last ? from : from + at + 1);
        }

        return Math.Max(from, last + 1);
    }

    private static IEnumerable<CoordinateSequence> Rings(Geometry shape)
    {
        for (var part = 0; part < shape.NumGeometries; part++)
        {
            if (shape.GetGeometryN(part) is not Polygon { IsEmpty: false } polygon) continue;
            yield return polygon.Shell.CoordinateSequence;
            foreach (var hole in polygon.Holes) yield return hole.CoordinateSequence;
        }
    }
}
