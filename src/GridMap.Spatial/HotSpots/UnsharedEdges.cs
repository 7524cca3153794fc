using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Spatial.HotSpots;

/// <summary>Links areas whose edges come near each other where no vertex does: a corner in the middle of a neighbour's edge.</summary>
/// <remarks>An edge that two areas share leaves no room for a third. In a clean division only the outer border is left to look at.</remarks>
internal static class UnsharedEdges
{
    public static void Link(BoundaryVertices boundaries, VertexNeighbours near, double tolerance, List<ulong> links)
    {
        var vertices = boundaries.All;
        int[] edges = [.. Enumerable.Range(0, vertices.Length).Where(at => !near.IsShared(at))];
        if (edges.Length == 0) return;
        var tree = new STRtree<int>();
        foreach (var edge in edges) tree.Insert(BoxOf(vertices, edge, 0), edge);
        tree.Build();
        foreach (var edge in edges) LinkOne(vertices, tree, edge, tolerance, links);
    }

    private static void LinkOne(BoundaryVertex[] vertices, STRtree<int> tree, int edge, double tolerance, List<ulong> links)
    {
        foreach (var other in tree.Query(BoxOf(vertices, edge, tolerance)))
        {
            var (one, two) = (vertices[edge].Area, vertices[other].Area);
            if (one >= two || DistanceComputer.SegmentToSegment(At(edge), Next(edge), At(other), Next(other)) > tolerance) continue;
            links.Add(SpatialWeights.Key(one, two));
            links.Add(SpatialWeights.Key(two, one));
        }

        Coordinate At(int at) => new(vertices[at].X, vertices[at].Y);
        Coordinate Next(int at) => At(vertices[at].Next);
    }

    private static Envelope BoxOf(BoundaryVertex[] vertices, int edge, double margin)
    {
        var (from, to) = (vertices[edge], vertices[vertices[edge].Next]);
        var box = new Envelope(from.X, to.X, from.Y, to.Y);
        box.ExpandBy(margin);
        return box;
    }
}
