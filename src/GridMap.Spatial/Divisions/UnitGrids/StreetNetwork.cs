using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Street centre lines, joined where they cross, and how they cut an area into blocks.</summary>
internal sealed class StreetNetwork
{
    // A grid of 10 cm: lines that are drawn to meet, and miss by less, meet. Streets alone are moved by it, never a border.
    private const double CellsPerMetre = 10;
    private const double SnapMetres = 1;
    private readonly STRtree<LineString> _lines = new();
    private readonly double _marginMetres;

    /// <summary>Joins the lines.</summary>
    /// <param name="lines">In the plane.</param>
    /// <param name="marginMetres">Along this width of an area's border a street is the border; above 0.</param>
    public StreetNetwork(IEnumerable<Geometry> lines, double marginMetres)
    {
        _marginMetres = marginMetres;
        var all = lines.SelectMany(line => LineStringExtracter.GetLines(line)).Cast<LineString>().Where(line => line.Length > 0).ToArray();
        if (all.Length > 0)
            foreach (var line in Parts(UnaryUnionNG.Union((Geometry)all[0].Factory.CreateMultiLineString(all), new PrecisionModel(CellsPerMetre))))
                _lines.Insert(line.EnvelopeInternal, line);
        _lines.Build();
    }

    /// <summary>The blocks between the streets that run through an area; the area where none does.</summary>
    /// <param name="area">In the plane, with all vertices set on its edges.</param>
    /// <param name="nodes">Gets the vertices where streets reach its border.</param>
    public List<Polygon> Blocks(Polygon area, EdgeNodes nodes)
    {
        var near = _lines.Query(area.EnvelopeInternal);
        if (near.Count == 0 || area.Buffer(-_marginMetres) is not { IsEmpty: false } inside)
            return [area];
        var within = Parts(OverlayNGRobust.Overlay(area.Factory.CreateMultiLineString([.. near]), inside, SpatialFunction.Intersection)).ToList();
        var cut = new PolygonCut(area);
        var stubs = LooseEnds(within).Select(end => Stub(end.At, end.Before, area, cut)).OfType<LineString>();
        foreach (var line in Parts(OverlayNGRobust.Union(area.Factory.BuildGeometry(within.Concat(stubs)))))
            for (var at = 1; at < line.NumPoints; at++)
                cut.AddLine(line.GetCoordinateN(at - 1), line.GetCoordinateN(at));
        if (cut.Faces() is not { Count: > 1 } blocks)
            return [area];
        cut.Keep(nodes);
        return blocks;
    }

    // Straight on to the border where that is near, else the shortest way.
    private LineString? Stub(Coordinate end, Coordinate before, Polygon area, PolygonCut cut)
    {
        var boundary = area.Boundary;
        var length = Math.Max(end.Distance(before), double.Epsilon);
        var (far, nearest) = (2.5 * _marginMetres / length, NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(boundary, area.Factory.CreatePoint(end))[0]);
        if (nearest.Distance(end) > 1.1 * _marginMetres)
            return null;
        var ahead = new Coordinate(end.X + (end.X - before.X) * far, end.Y + (end.Y - before.Y) * far);
        var hit = Parts(boundary).SelectMany(ring => Enumerable.Range(1, ring.NumPoints - 1).Select(at => Crossing(end, ahead, ring.GetCoordinateN(at - 1), ring.GetCoordinateN(at))))
            .OfType<Coordinate>().MinBy(end.Distance);
        return area.Factory.CreateLineString([end, cut.Node(hit ?? nearest, SnapMetres)]) is { Length: > 0 } stub ? stub : null;
    }

    private static Coordinate? Crossing(Coordinate from, Coordinate to, Coordinate a, Coordinate b)
    {
        if (!new Envelope(from, to).Intersects(new Envelope(a, b)))
            return null;
        var crossing = new RobustLineIntersector();
        crossing.ComputeIntersection(from, to, a, b);
        return crossing.HasIntersection ? crossing.GetIntersection(0) : null;
    }

    private static IEnumerable<(Coordinate At, Coordinate Before)> LooseEnds(List<LineString> lines) =>
        lines.Where(line => !line.IsClosed).SelectMany(line => new[]
        {
            (At: line.GetCoordinateN(0), Before: line.GetCoordinateN(1)),
            (At: line.GetCoordinateN(line.NumPoints - 1), Before: line.GetCoordinateN(line.NumPoints - 2)),
        }).GroupBy(end => (end.At.X, end.At.Y)).Where(same => !same.Skip(1).Any()).Select(same => same.First());

    private static IEnumerable<LineString> Parts(Geometry geometry) => LineStringExtracter.GetLines(geometry).Cast<LineString>().Where(line => line.NumPoints > 1);
}
