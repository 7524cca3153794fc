using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Spatial.Divisions;

/// <summary>The union of the areas of one level, what it encloses and nobody has, and which runs of areas are proven not to overlap.</summary>
/// <remarks>
/// A run of neighbours is dissolved by cancelling edges where that proves itself right, and halved where it does not; halves are joined
/// by OverlayNG. A hole that no area outside the run can reach is a gap, and is taken out at once, so that the slivers of a
/// misaligned border are not carried through every later union.
/// </remarks>
internal sealed class LevelUnion
{
    private const int SmallestForATask = 128;
    private readonly List<GroundShape> _shapes;
    private readonly GeometryFactory _factory;
    private readonly List<Polygon> _gaps = [];
    private readonly int[] _run;
    private readonly Action<int> _done;
    private readonly CancellationToken _ct;

    /// <summary>Computes the union.</summary>
    /// <param name="shapes">Of one level, at least one.</param>
    /// <param name="factory">Of the plane.</param>
    /// <param name="done">Told how many more shapes are dealt with.</param>
    /// <param name="ct">Stops it.</param>
    public LevelUnion(IEnumerable<GroundShape> shapes, GeometryFactory factory, Action<int> done, CancellationToken ct)
    {
        (_factory, _done, _ct) = (factory, done, ct);
        _shapes = ShapeOrder.ByParentAndPlace(shapes);
        _run = [.. Enumerable.Range(0, _shapes.Count)];
        for (var at = 0; at < _shapes.Count; at++)
            Tree.Insert(_shapes[at].Shape.EnvelopeInternal, at);
        Tree.Build();
        Mesh = new(_shapes, factory);
        Union = Join(0, _shapes.Count);
    }

    /// <summary>The shapes, those of one parent together, neighbours near each other.</summary>
    public IReadOnlyList<GroundShape> Shapes => _shapes;

    /// <summary>How many levels stand above it.</summary>
    public int Depth => _shapes[0].Depth;

    /// <summary>The box around all shapes.</summary>
    public Envelope Extent => Union.EnvelopeInternal;

    public STRtree<int> Tree { get; } = new();

    public EdgeMesh Mesh { get; }

    /// <summary>All ground of the level, gaps filled.</summary>
    public Geometry Union { get; }

    /// <summary>Ground the level encloses and nobody has.</summary>
    public IReadOnlyList<Polygon> Gaps => _gaps;

    /// <summary>Whether two shapes are proven to have no ground in common.</summary>
    public bool AreApart(int one, int other) => _run[one] == _run[other];

    /// <summary>The union of a run of shapes, its holes left open.</summary>
    public Geometry UnionOf(int low, int high)
    {
        _ct.ThrowIfCancellationRequested();
        if (high - low == 1)
            return _shapes[low].Shape;
        var middle = (low + high) / 2;
        return Mesh.TryDissolve(low, high)
            ?? PlaneOverlay.Union(UnionOf(low, middle), UnionOf(middle, high));
    }

    private Geometry Join(int low, int high)
    {
        _ct.ThrowIfCancellationRequested();
        return WithoutGaps(JoinOpen(low, high), low, high);
    }

    private Geometry JoinOpen(int low, int high)
    {
        if (high - low == 1)
            return Leaf(low);
        if (Mesh.TryDissolve(low, high) is not { } dissolved)
            return JoinHalves(low, high);

        Array.Fill(_run, low, low, high - low);
        _done(high - low);
        return dissolved;
    }

    private Geometry Leaf(int at)
    {
        _done(1);
        return _shapes[at].Shape;
    }

    private Geometry JoinHalves(int low, int high)
    {
        var middle = (low + high) / 2;
        var (left, right) = ((Geometry)_factory.CreatePolygon(), (Geometry)_factory.CreatePolygon());
        if (high - low < SmallestForATask)
            (left, right) = (Join(low, middle), Join(middle, high));
        else
            Parallel.Invoke(new ParallelOptions { CancellationToken = _ct }, () => left = Join(low, middle), () => right = Join(middle, high));
        return PlaneOverlay.Union(left, right);
    }

    private Geometry WithoutGaps(Geometry union, int low, int high)
    {
        var parts = PolygonExtracter.GetPolygons(union).Cast<Polygon>().ToList();
        if (parts.TrueForAll(part => part.NumInteriorRings == 0))
            return union;

        var gone = new HashSet<Polygon>();
        for (var at = 0; at < parts.Count; at++)
            if (!gone.Contains(parts[at]))
                parts[at] = WithoutGaps(parts[at], parts, gone, low, high);
        return _factory.BuildGeometry(parts.Where(part => !gone.Contains(part)));
    }

    private Polygon WithoutGaps(Polygon part, List<Polygon> others, HashSet<Polygon> gone, int low, int high)
    {
        var open = new List<LinearRing>();
        foreach (var ring in part.InteriorRings.Cast<LinearRing>())
            if (IsOnlyWithin(ring.EnvelopeInternal, low, high))
                Take(_factory.CreatePolygon(ring), others, gone);
            else
                open.Add(ring);
        return open.Count == part.NumInteriorRings ? part : _factory.CreatePolygon((LinearRing)part.ExteriorRing, [.. open]);
    }

    private bool IsOnlyWithin(Envelope place, int low, int high) =>
        high - low == _shapes.Count || Tree.Query(place).All(at => at >= low && at < high);

    // Parts of the union can lie within its hole, as islands in a lake: they are no gap.
    private void Take(Polygon hole, List<Polygon> others, HashSet<Polygon> gone)
    {
        Geometry gap = hole;
        if (others.Count > 1)
            foreach (var island in others.Where(other => hole.EnvelopeInternal.Contains(other.EnvelopeInternal) && IsInside(other, hole)))
            {
                gone.Add(island);
                gap = PlaneOverlay.Difference(gap, _factory.CreatePolygon((LinearRing)island.ExteriorRing));
                foreach (var lake in island.InteriorRings.Cast<LinearRing>())
                    Take(_factory.CreatePolygon(lake), others, gone);
            }

        lock (_gaps)
            _gaps.AddRange(PolygonExtracter.GetPolygons(gap).Cast<Polygon>());
    }

    private static bool IsInside(Polygon part, Polygon hole) =>
        PointLocation.IsInRing(InteriorPoint.GetInteriorCoord(part), hole.ExteriorRing.Coordinates);
}
