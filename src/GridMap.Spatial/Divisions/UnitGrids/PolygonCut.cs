using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>A polygon with lines through it, that falls into the faces between them.</summary>
internal sealed class PolygonCut
{
    private readonly Polygon _polygon;
    private readonly List<List<Coordinate>> _rings;
    private readonly List<(Coordinate A, Coordinate B, Coordinate Node)> _set = [];
    private readonly List<(Coordinate A, Coordinate B)> _lines = [];

    /// <summary>Begins a cut.</summary>
    /// <param name="polygon">In the plane, with the vertices set on its edges so far.</param>
    public PolygonCut(Polygon polygon)
    {
        _polygon = polygon;
        _rings = [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => ring.Coordinates.ToList())];
    }

    /// <summary>A vertex of the border at a place, or as near as this; set there if there is none.</summary>
    public Coordinate Node(Coordinate at, double snapMetres)
    {
        var (ring, edge) = Nearest(at);
        var (a, b) = (ring[edge - 1], ring[edge]);
        var end = at.Distance(a) <= at.Distance(b) ? a : b;
        if (at.Distance(end) <= snapMetres)
            return end;
        var node = new LineSegment(a, b).ClosestPoint(at);
        if (node.Equals2D(a) || node.Equals2D(b))
            return node.Equals2D(a) ? a : b;
        ring.Insert(edge, node);
        _set.Add((a, b, node));
        return node;
    }

    /// <summary>A straight line between two vertices, of the border or of other lines.</summary>
    public void AddLine(Coordinate a, Coordinate b)
    {
        if (!a.Equals2D(b))
            _lines.Add((a, b));
    }

    /// <summary>The faces, one or more; null where the lines cross each other or the border.</summary>
    public List<Polygon>? Faces()
    {
        var factory = _polygon.Factory;
        LinearRing Ring(List<Coordinate> ring) => factory.CreateLinearRing([.. ring]);
        var noded = factory.CreatePolygon(Ring(_rings[0]), [.. _rings.Skip(1).Select(Ring)]);
        var border = UnitGrids.Faces.EdgesOf(noded).ToList();
        var known = border.Select(edge => new Edge(edge.From, edge.To)).ToHashSet();
        foreach (var (a, b) in _lines)
            if (known.Add(new(a, b)))
                border.AddRange([(a, b), (b, a)]);
        return UnitGrids.Faces.Of(border, factory, _polygon.Area);
    }

    /// <summary>Has the vertices that were set on the border set in all other areas too.</summary>
    public void Keep(EdgeNodes nodes)
    {
        foreach (var (a, b, node) in _set)
            nodes.Add(a, b, node);
    }

    private (List<Coordinate> Ring, int Edge) Nearest(Coordinate at)
    {
        var (best, distance) = ((_rings[0], 1), double.MaxValue);
        foreach (var ring in _rings)
            for (var edge = 1; edge < ring.Count; edge++)
                if (DistanceComputer.PointToSegment(at, ring[edge - 1], ring[edge]) is var metres && metres < distance)
                    (best, distance) = ((ring, edge), metres);
        return best;
    }
}
