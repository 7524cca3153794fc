using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>Plane geometry of rings given as points, the first not repeated.</summary>
internal static class Shape
{
    public static double SignedArea(IReadOnlyList<Coordinate> ring)
    {
        var twice = 0.0;
        for (var at = 0; at < ring.Count; at++)
        {
            var (a, b) = (ring[at], ring[(at + 1) % ring.Count]);
            twice += a.X * b.Y - b.X * a.Y;
        }

        return twice / 2;
    }

    public static double Perimeter(IReadOnlyList<Coordinate> ring) =>
        Enumerable.Range(0, ring.Count).Sum(at => ring[at].Distance(ring[(at + 1) % ring.Count]));

    /// <summary>1 for a circle, 0.785 for a square, near 0 for a thread.</summary>
    public static double Roundness(IReadOnlyList<Coordinate> ring) =>
        4 * Math.PI * Math.Abs(SignedArea(ring)) / Math.Pow(Perimeter(ring), 2);

    public static bool Contains(IReadOnlyList<Coordinate> ring, Coordinate place)
    {
        var inside = false;
        for (var at = 0; at < ring.Count; at++)
        {
            var (a, b) = (ring[at], ring[(at + 1) % ring.Count]);
            if (a.Y > place.Y != b.Y > place.Y && place.X < (b.X - a.X) * (place.Y - a.Y) / (b.Y - a.Y) + a.X)
                inside = !inside;
        }

        return inside;
    }

    /// <summary>How far along ab the segments ab and cd cross, 0 to 1; null when they do not.</summary>
    public static double? Crossing(Coordinate a, Coordinate b, Coordinate c, Coordinate d)
    {
        var (rx, ry, sx, sy) = (b.X - a.X, b.Y - a.Y, d.X - c.X, d.Y - c.Y);
        var cross = rx * sy - ry * sx;
        if (cross == 0)
            return null;
        var t = ((c.X - a.X) * sy - (c.Y - a.Y) * sx) / cross;
        var u = ((c.X - a.X) * ry - (c.Y - a.Y) * rx) / cross;
        return t is >= 0 and <= 1 && u is >= 0 and <= 1 ? t : null;
    }

    /// <summary>The angle at b between ba and bc, 0 to π.</summary>
    public static double Angle(Coordinate a, Coordinate b, Coordinate c)
    {
        var (ux, uy, vx, vy) = (a.X - b.X, a.Y - b.Y, c.X - b.X, c.Y - b.Y);
        return Math.Abs(Math.Atan2(ux * vy - uy * vx, ux * vx + uy * vy));
    }
}
