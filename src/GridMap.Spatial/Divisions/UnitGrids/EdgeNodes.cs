using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Vertices that were set on edges, so that every area with such an edge, whichever way round, gets the very same.</summary>
internal sealed class EdgeNodes
{
    private readonly Dictionary<Edge, Coordinate> _nodes = [];

    /// <summary>Notes a vertex between two that followed each other; each half may get more.</summary>
    public void Add(Coordinate a, Coordinate b, Coordinate node) => _nodes.TryAdd(new(a, b), node);

    /// <summary>A closed ring with all vertices set on its edges; the same array where there are none.</summary>
    public Coordinate[] Expand(Coordinate[] ring)
    {
        if (!Enumerable.Range(1, ring.Length - 1).Any(at => _nodes.ContainsKey(new(ring[at - 1], ring[at]))))
            return ring;
        var expanded = new List<Coordinate>(ring.Length + 8) { ring[0] };
        for (var at = 1; at < ring.Length; at++)
            Follow(ring[at - 1], ring[at], expanded);
        return [.. expanded];
    }

    public Polygon Expand(Polygon polygon)
    {
        LinearRing Expanded(LineString ring) => polygon.Factory.CreateLinearRing(Expand(ring.Coordinates));
        return polygon.Factory.CreatePolygon(Expanded(polygon.ExteriorRing), [.. polygon.InteriorRings.Select(Expanded)]);
    }

    private void Follow(Coordinate a, Coordinate b, List<Coordinate> ring)
    {
        if (_nodes.TryGetValue(new(a, b), out var node))
        {
            Follow(a, node, ring);
            Follow(node, b, ring);
        }
        else
        {
            ring.Add(b);
        }
    }
}
