using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;

namespace GridMap.Spatial.Divisions;

/// <summary>Moves vertices that are nearly one onto one place, and bends edges through the vertices that nearly lie on them.</summary>
internal sealed class EdgeSnapping
{
    private readonly double _metres;
    private readonly Dictionary<(long, long), List<Coordinate>> _cells = [];
    private readonly STRtree<Coordinate> _anchors = new();

    /// <summary>Prepares it.</summary>
    /// <param name="still">Shapes that stay; their vertices are what others snap to first.</param>
    /// <param name="moving">Shapes that may change, those first that the others are to follow.</param>
    /// <param name="metres">How far a vertex may move; above 0.</param>
    public EdgeSnapping(IEnumerable<Geometry> still, IEnumerable<Geometry> moving, double metres)
    {
        _metres = metres;
        foreach (var at in still.Concat(moving).SelectMany(shape => shape.Coordinates))
            if (Anchor(at) is null)
                Add(at);
        foreach (var anchor in _cells.Values.SelectMany(cell => cell))
            _anchors.Insert(new(anchor), anchor);
        _anchors.Build();
    }

    /// <summary>The shape snapped; as it was where snapping would make it invalid.</summary>
    public Geometry Snap(Geometry shape)
    {
        var snapped = new GeometryEditor(shape.Factory).Edit(shape, new Rings(this));
        return snapped is { IsEmpty: false, IsValid: true } && snapped.NumGeometries == shape.NumGeometries ? snapped : shape;
    }

    private (long, long) CellOf(Coordinate at) => ((long)Math.Floor(at.X / _metres), (long)Math.Floor(at.Y / _metres));

    private void Add(Coordinate at)
    {
        var cell = CellOf(at);
        (_cells.TryGetValue(cell, out var anchors) ? anchors : _cells[cell] = []).Add(at);
    }

    private Coordinate? Anchor(Coordinate at)
    {
        var ((x, y), nearest) = (CellOf(at), (Coordinate?)null);
        for (var i = x - 1; i <= x + 1; i++)
            for (var j = y - 1; j <= y + 1; j++)
                foreach (var anchor in _cells.GetValueOrDefault((i, j), []))
                    if (anchor.Distance(at) <= _metres && (nearest is null || anchor.Distance(at) < nearest.Distance(at)))
                        nearest = anchor;
        return nearest;
    }

    private Coordinate[] Snap(Coordinate[] ring)
    {
        var corners = Array.ConvertAll(ring, at => Anchor(at) ?? at);
        var snapped = new CoordinateList();
        for (var at = 1; at < corners.Length; at++)
        {
            snapped.Add(corners[at - 1].Copy(), allowRepeated: false);
            foreach (var between in Between(corners[at - 1], corners[at]))
                snapped.Add(between.Copy(), allowRepeated: false);
        }

        snapped.CloseRing();
        return snapped.ToCoordinateArray();
    }

    private IEnumerable<Coordinate> Between(Coordinate from, Coordinate to)
    {
        var (edge, place) = (new LineSegment(from, to), new Envelope(from, to));
        place.ExpandBy(_metres);
        return _anchors.Query(place)
            .Where(at => edge.Distance(at) <= _metres && edge.ProjectionFactor(at) is > 0 and < 1 && !at.Equals2D(from) && !at.Equals2D(to))
            .OrderBy(edge.ProjectionFactor);
    }

    private sealed class Rings(EdgeSnapping snapping) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            snapping.Snap(coordinates) is { Length: >= 4 } ring ? ring : coordinates;
    }
}
