using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace GridMap.Spatial.Divisions;

/// <summary>The edges of all shapes of a level, each beside the one edge of a neighbour that is its exact reverse.</summary>
/// <remarks>
/// Edges run with their area on the right. How many areas cover a point is the winding number of all edges around it, and an edge
/// and its reverse cancel in that number. So what is left of a run of shapes after cancelling is enough to know their union, and if
/// it is the boundary of a valid polygon, the number is 0 or 1 everywhere: none of the run overlaps another.
/// </remarks>
internal sealed class EdgeMesh
{
    private const int Single = -1, Crowded = -2;
    private readonly GeometryFactory _factory;
    private readonly List<Coordinate> _vertices;
    private readonly List<int> _from, _to, _mate, _owner;
    private readonly int[] _first;

    /// <summary>Builds the mesh.</summary>
    /// <param name="shapes">Valid polygons or multipolygons; an edge's owner is a place in this list.</param>
    /// <param name="factory">Makes the unions.</param>
    public EdgeMesh(IReadOnlyList<GroundShape> shapes, GeometryFactory factory)
    {
        _factory = factory;
        _first = new int[shapes.Count + 1];
        // As large as they will be, most edges having their reverse: lists that grow leave as much behind as they hold.
        var edges = shapes.Sum(shape => shape.Shape.NumPoints);
        (_from, _to, _mate, _owner, _vertices) = (new(edges), new(edges), new(edges), new(edges), new(edges / 2));
        var ids = new Dictionary<(double, double), int>(edges / 2);
        for (var owner = 0; owner < shapes.Count; owner++)
        {
            foreach (var polygon in Parts(shapes[owner].Shape))
                Add(polygon, owner, ids);
            _first[owner + 1] = _from.Count;
        }

        Pair();
    }

    /// <summary>Whether a point lies on the border of a shape, or as near as this.</summary>
    public bool IsNear(int owner, Coordinate at, double metres)
    {
        for (var edge = _first[owner]; edge < _first[owner + 1]; edge++)
        {
            var (a, b) = (_vertices[_from[edge]], _vertices[_to[edge]]);
            if (Math.Min(a.X, b.X) <= at.X + metres && Math.Max(a.X, b.X) >= at.X - metres
                && Math.Min(a.Y, b.Y) <= at.Y + metres && Math.Max(a.Y, b.Y) >= at.Y - metres
                && DistanceComputer.PointToSegment(at, a, b) <= metres)
                return true;
        }

        return false;
    }

    /// <summary>The union of a run of shapes, if cancelled edges alone give it and prove that none overlaps another; otherwise null.</summary>
    /// <param name="low">First of the run.</param>
    /// <param name="high">Behind the last.</param>
    public Geometry? TryDissolve(int low, int high)
    {
        var left = Uncancelled(low, high);
        // Where hardly an edge has its reverse, linking the rest is labour lost.
        if (left.Count == 0 || (high - low > 8 && left.Count > (_first[high] - _first[low]) / 2))
            return null;

        var rings = new RingLinks(_vertices, left.ConvertAll(edge => (_from[edge], _to[edge]))).Rings();
        return rings is null ? null : Assemble(rings);
    }

    private static IEnumerable<Polygon> Parts(Geometry shape) =>
        Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>();

    private void Add(Polygon polygon, int owner, Dictionary<(double, double), int> ids)
    {
        Add(polygon.ExteriorRing.Coordinates, isHole: false, owner, ids);
        foreach (var hole in polygon.InteriorRings)
            Add(hole.Coordinates, isHole: true, owner, ids);
    }

    private void Add(Coordinate[] ring, bool isHole, int owner, Dictionary<(double, double), int> ids)
    {
        var isReversed = Orientation.IsCCW(ring) != isHole;
        var last = IdOf(ring[0], ids);
        for (var at = 1; at < ring.Length; at++)
        {
            var next = IdOf(ring[at], ids);
            if (next != last)
            {
                _from.Add(isReversed ? next : last);
                _to.Add(isReversed ? last : next);
                _owner.Add(owner);
            }

            last = next;
        }
    }

    private int IdOf(Coordinate at, Dictionary<(double, double), int> ids)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, (at.X, at.Y), out var isKnown);
        if (!isKnown)
        {
            id = _vertices.Count;
            _vertices.Add(at);
        }

        return id;
    }

    private void Pair()
    {
        var firsts = new Dictionary<(int, int), int>(_from.Count / 2);
        for (var edge = 0; edge < _from.Count; edge++)
        {
            _mate.Add(Single);
            var ends = _from[edge] < _to[edge] ? (_from[edge], _to[edge]) : (_to[edge], _from[edge]);
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(firsts, ends, out var isKnown);
            if (isKnown)
                Pair(edge, first);
            else
                first = edge;
        }
    }

    private void Pair(int edge, int first)
    {
        if (_mate[first] == Single && _from[first] == _to[edge] && _owner[first] != _owner[edge])
        {
            (_mate[edge], _mate[first]) = (first, edge);
            return;
        }

        if (_mate[first] >= 0)
            _mate[_mate[first]] = Crowded;
        _mate[first] = _mate[edge] = Crowded;
    }

    private List<int> Uncancelled(int low, int high)
    {
        var left = new List<int>();
        for (var edge = _first[low]; edge < _first[high]; edge++)
            if (_mate[edge] < _first[low] || _mate[edge] >= _first[high])
                left.Add(edge);
        return left;
    }

    private Geometry? Assemble(List<Coordinate[]> rings)
    {
        var shells = rings.Where(ring => Area.OfRingSigned(ring) > 0).Select(ring => (Ring: _factory.CreateLinearRing(ring), Holes: new List<LinearRing>())).ToList();
        foreach (var hole in rings.Where(ring => Area.OfRingSigned(ring) <= 0))
        {
            var around = shells.FirstOrDefault(shell => shell.Ring.EnvelopeInternal.Covers(new Envelope(hole)) && Lies(hole, shell.Ring.Coordinates));
            if (around.Ring is null)
                return null;
            around.Holes.Add(_factory.CreateLinearRing(hole));
        }

        var union = _factory.BuildGeometry(shells.Select(shell => _factory.CreatePolygon(shell.Ring, [.. shell.Holes])));
        return new IsValidOp(union).IsValid ? union : null;
    }

    private static bool Lies(Coordinate[] hole, Coordinate[] shell)
    {
        foreach (var at in hole)
            if (PointLocation.LocateInRing(at, shell) is var place && place != Location.Boundary)
                return place == Location.Interior;
        return false;
    }
}
