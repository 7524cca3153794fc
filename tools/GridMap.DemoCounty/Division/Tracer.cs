using GridMap.DemoCounty.Land;
using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>Traces possible streets across a face along the direction field.</summary>
internal sealed class Tracer(Subdivision plane, Landscape land, DirectionField field, SeededRandom random)
{
    private const double SharpestCorner = 48 * Math.PI / 180;
    private const int MostSteps = 300;

    /// <summary>A line through a point of the face from border to border; null when it would look wrong.</summary>
    public Cut? Trace(Face face, Coordinate[] ring, Coordinate start, int family)
    {
        var step = Math.Clamp(1000 / Math.Sqrt(land.DensityAt(start)) / 9, 20, 85);
        var wander = 0.05 + 0.42 * (1 - land.UrbanityAt(start));
        var heading = field.At(start, 0, wander) + family * Math.PI / 2;
        if (Walk(ring, start, heading, step, wander) is not { } ahead || Walk(ring, start, heading + Math.PI, step, wander) is not { } back)
            return null;

        back.Line.Reverse();
        var line = new List<Coordinate>([.. back.Line, start, .. ahead.Line]);
        if (EndAt(face, ring, back.Edge, line[0], line[Math.Min(3, line.Count - 1)], step) is not { } from
            || EndAt(face, ring, ahead.Edge, line[^1], line[Math.Max(0, line.Count - 4)], step) is not { } to
            || from == to)
            return null;

        Roughen(line, wander, step);
        PullEnds(line, ring[from], ring[to]);
        if (from > to)
        {
            (from, to) = (to, from);
            line.Reverse();
        }

        var between = line.GetRange(1, line.Count - 2);
        return IsClear(ring, from, to, line, step) ? new Cut(from, to, between, 0) : null;
    }

    private (List<Coordinate> Line, int Edge)? Walk(Coordinate[] ring, Coordinate start, double heading, double step, double wander)
    {
        var line = new List<Coordinate>();
        for (var (at, count) = (start, 0); count < MostSteps; count++)
        {
            heading = field.At(at, heading, wander);
            var next = Plane.Step(at, heading, step);
            if (FirstHit(ring, at, next) is { } hit)
            {
                if (line.Count > 0 && line[^1].Distance(hit.Place) < step / 2)
                    line.RemoveAt(line.Count - 1);
                line.Add(hit.Place);
                return (line, hit.Edge);
            }

            line.Add(at = next);
        }

        return null;
    }

    private static (Coordinate Place, int Edge)? FirstHit(Coordinate[] ring, Coordinate from, Coordinate to)
    {
        (double Along, int Edge)? first = null;
        for (var edge = 0; edge < ring.Length; edge++)
            if (Shape.Crossing(from, to, ring[edge], ring[(edge + 1) % ring.Length]) is { } along && along < (first?.Along ?? 2))
                first = (along, edge);
        return first is not { } hit
            ? null
            : (new(from.X + hit.Along * (to.X - from.X), from.Y + hit.Along * (to.Y - from.Y)), hit.Edge);
    }

    // The vertex near the hit where a street would end: best opposite another street, never at a sharp corner.
    private int? EndAt(Face face, Coordinate[] ring, int edge, Coordinate hit, Coordinate inner, double step)
    {
        (double Cost, int Vertex)? best = null;
        for (var offset = -7; offset <= 8; offset++)
        {
            var at = (edge + offset + ring.Length) % ring.Length;
            var distance = ring[at].Distance(hit) / step;
            var (before, after) = (ring[(at + ring.Length - 1) % ring.Length], ring[(at + 1) % ring.Length]);
            var sharpest = Math.Min(Shape.Angle(before, ring[at], inner), Shape.Angle(after, ring[at], inner));
            if (distance > 3 || sharpest < SharpestCorner)
                continue;
            var isCrossing = plane.Degrees[face.Ring[at]] == 3 && Shape.Angle(before, ring[at], after) > 2.5;
            var cost = distance + (isCrossing ? -2.2 : plane.Degrees[face.Ring[at]] > 2 ? 1.5 : 0) + JunctionsBeside(face, at) - sharpest;
            if (cost < (best?.Cost ?? double.MaxValue))
                best = (cost, at);
        }

        return best?.Vertex;
    }

    private double JunctionsBeside(Face face, int at) =>
        Enumerable.Range(-2, 5).Count(offset => offset != 0 && plane.Degrees[face.Ring[(at + offset + face.Ring.Length) % face.Ring.Length]] > 2);

    private void Roughen(List<Coordinate> line, double wander, double step)
    {
        for (var at = 1; at + 1 < line.Count; at++)
            line[at] = new(line[at].X + random.Normal() * wander * step * 0.16, line[at].Y + random.Normal() * wander * step * 0.16);
    }

    // Moves both ends onto their vertices and lets the rest of the line follow, less and less.
    private static void PullEnds(List<Coordinate> line, Coordinate from, Coordinate to)
    {
        var reach = Math.Max(2.0, line.Count * 0.45);
        var (dx, dy, ex, ey) = (from.X - line[0].X, from.Y - line[0].Y, to.X - line[^1].X, to.Y - line[^1].Y);
        for (var at = 0; at < line.Count; at++)
        {
            var (near, far) = (Math.Max(0, 1 - at / reach), Math.Max(0, 1 - (line.Count - 1 - at) / reach));
            line[at] = new(line[at].X + near * dx + far * ex, line[at].Y + near * dy + far * ey);
        }

        (line[0], line[^1]) = (from, to);
    }

    private static bool IsClear(Coordinate[] ring, int from, int to, List<Coordinate> line, double step)
    {
        if (line.Count == 2 && ring[from].Distance(ring[to]) < step)
            return false;
        var inset = new LineString([.. line]);
        if (!inset.IsSimple)
            return false;
        for (var at = 1; at < line.Count; at++)
            for (var edge = 0; edge < ring.Length; edge++)
                if (Touches(ring, edge, from, to, line[at - 1], line[at]))
                    return false;
        return line.Skip(1).SkipLast(1).All(place => Shape.Contains(ring, place))
            && line.Skip(2).SkipLast(2).All(place => Enumerable.Range(0, ring.Length).All(vertex => ring[vertex].Distance(place) > step * 0.7));
    }

    private static bool Touches(Coordinate[] ring, int edge, int from, int to, Coordinate a, Coordinate b)
    {
        var next = (edge + 1) % ring.Length;
        var isAtEnd = (edge == from || next == from) && (a == ring[from] || b == ring[from])
            || (edge == to || next == to) && (a == ring[to] || b == ring[to]);
        return !isAtEnd && Shape.Crossing(a, b, ring[edge], ring[next]) is not null;
    }
}
