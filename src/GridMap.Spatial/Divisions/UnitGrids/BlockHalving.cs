using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Cuts blocks into compact pieces of about one area: halved across their longer side, and the halves again.</summary>
internal sealed class BlockHalving(EdgeNodes nodes, double wantedSquareMetres)
{
    // Cuts that end this near a corner end in it.
    private const double SnapMetres = 0.5;
    private static readonly double[] Shifts = [0, -0.06, 0.06, -0.12, 0.12];

    /// <summary>Adds a block's pieces, or the block itself where it is not larger than one and a half.</summary>
    public void Halve(Polygon block, List<Polygon> pieces)
    {
        var count = (int)Math.Round(block.Area / wantedSquareMetres);
        if (block.Area <= 1.5 * wantedSquareMetres || Cut(nodes.Expand(block), count) is not { } halves)
        {
            pieces.Add(block);
            return;
        }

        foreach (var half in halves)
            Halve(half, pieces);
    }

    // Along the longer side first; where a cut would cross the border, one a little beside it.
    private List<Polygon>? Cut(Polygon block, int count)
    {
        foreach (var along in LongerSideFirst(block))
            foreach (var shift in Shifts)
                if (TryCut(block, along, Share(block, along, count) + shift) is { Count: > 1 } halves)
                    return halves;
        return null;
    }

    // After a whole number of squares of the area wanted, so that both sides fall into squares again.
    private double Share(Polygon block, (double X, double Y) along, int count)
    {
        var places = block.ExteriorRing.Coordinates;
        var squares = (int)Math.Round((places.Max(at => Along(at, along)) - places.Min(at => Along(at, along))) / Math.Sqrt(wantedSquareMetres));
        var before = squares > 1 ? Math.Clamp((int)Math.Round((double)count * (squares / 2) / squares), 1, count - 1) : count / 2;
        return (double)before / count;
    }

    private List<Polygon>? TryCut(Polygon block, (double X, double Y) along, double share)
    {
        var at = Place(block, along, share * block.Area);
        var cut = new PolygonCut(block);
        var ends = Crossings(block, along, at).Select(crossing => cut.Node(crossing, SnapMetres))
            .DistinctBy(end => (end.X, end.Y)).OrderBy(end => end.Y * along.X - end.X * along.Y).ToList();
        for (var next = 1; next < ends.Count; next++)
            if (SimplePointInAreaLocator.Locate(new LineSegment(ends[next - 1], ends[next]).MidPoint, block) == Location.Interior)
                cut.AddLine(ends[next - 1], ends[next]);
        var halves = cut.Faces();
        if (halves is { Count: > 1 })
            cut.Keep(nodes);
        return halves;
    }

    private static List<Coordinate> Crossings(Polygon block, (double X, double Y) along, double at)
    {
        var crossings = new List<Coordinate>();
        foreach (var ring in block.InteriorRings.Prepend(block.ExteriorRing))
        {
            var places = ring.Coordinates;
            for (var next = 1; next < places.Length; next++)
            {
                var (a, b) = (Along(places[next - 1], along) - at, Along(places[next], along) - at);
                if (a < 0 != b < 0)
                    crossings.Add(new LineSegment(places[next - 1], places[next]).PointAlong(a / (a - b)));
            }
        }

        return crossings;
    }

    // Where a line across has that much ground behind it: the part grows with the place, so that halving finds it.
    private static double Place(Polygon block, (double X, double Y) along, double areaSquareMetres)
    {
        var (low, high) = (block.ExteriorRing.Coordinates.Min(at => Along(at, along)), block.ExteriorRing.Coordinates.Max(at => Along(at, along)));
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            var behind = Behind(block.ExteriorRing.Coordinates, along, middle) - block.InteriorRings.Sum(hole => Behind(hole.Coordinates, along, middle));
            (low, high) = behind < areaSquareMetres ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // Sutherland and Hodgman's clipping, of which the area alone is kept: parts that it joins along the line add nothing.
    private static double Behind(Coordinate[] ring, (double X, double Y) along, double limit)
    {
        var (sum, first, last) = (0.0, ((double, double)?)null, (A: 0.0, B: 0.0));
        void Add(double a, double b)
        {
            if (first is null)
                first = (a, b);
            else
                sum += last.A * b - a * last.B;
            last = (a, b);
        }

        for (var at = 1; at < ring.Length; at++)
        {
            var (a0, b0) = (Along(ring[at - 1], along) - limit, Across(ring[at - 1], along));
            var (a1, b1) = (Along(ring[at], along) - limit, Across(ring[at], along));
            if (a0 <= 0)
                Add(a0, b0);
            if (a0 <= 0 != a1 <= 0)
                Add(0, b0 + (b1 - b0) * a0 / (a0 - a1));
        }

        if (first is { } start)
            sum += last.A * start.Item2 - start.Item1 * last.B;
        return Math.Abs(sum) / 2;
    }

    // The directions of the smallest rectangle around it: one of its sides lies along the hull's.
    private static (double X, double Y)[] LongerSideFirst(Polygon block)
    {
        var hull = block.ConvexHull().Coordinates;
        var (best, area, isLong) = ((X: 1.0, Y: 0.0), double.MaxValue, true);
        for (var at = 1; at < hull.Length; at++)
        {
            var length = hull[at].Distance(hull[at - 1]);
            var side = (X: (hull[at].X - hull[at - 1].X) / length, Y: (hull[at].Y - hull[at - 1].Y) / length);
            var (along, across) = (hull.Max(place => Along(place, side)) - hull.Min(place => Along(place, side)), hull.Max(place => Across(place, side)) - hull.Min(place => Across(place, side)));
            if (along * across < area)
                (best, area, isLong) = (side, along * across, along >= across);
        }

        var other = (-best.Y, best.X);
        return isLong ? [best, other] : [other, best];
    }

    private static double Along(Coordinate at, (double X, double Y) direction) => at.X * direction.X + at.Y * direction.Y;

    private static double Across(Coordinate at, (double X, double Y) direction) => at.Y * direction.X - at.X * direction.Y;
}
