using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Divisions;

/// <summary>The largest circle inside a polygon.</summary>
internal static class InscribedCircle
{
    private const double FinestMetres = 0.0005, Fineness = 0.005;

    /// <summary>A width that the largest circle's diameter does not exceed, at hand without searching.</summary>
    /// <param name="polygon">In the county's plane.</param>
    /// <param name="scale">Metres on the ground in a metre of the plane.</param>
    public static double BoundOfWidthMetres(Polygon polygon, (double X, double Y) scale)
    {
        var area = polygon.Area * scale.X * scale.Y;
        var disc = 2 * Math.Sqrt(area / Math.PI);
        var ring = Scaled(polygon.ExteriorRing.Coordinates, scale);
        if (ring.Length == 4)
            return 4 * area / Length(ring);
        return ring.Length > 200 ? disc : Math.Min(disc, ThinnestExtent(ring));
    }

    /// <summary>Diameter of the largest circle, metres, short of the true one by less than 1 mm or 1 %.</summary>
    public static double WidthMetres(Polygon polygon, (double X, double Y) scale)
    {
        var rings = new[] { polygon.ExteriorRing }.Concat(polygon.InteriorRings).Select(ring => Scaled(ring.Coordinates, scale)).ToArray();
        return rings is [{ Length: 4 } triangle] ? 2 * 2 * Math.Abs(Area.OfRingSigned(triangle)) / Length(triangle) : 2 * Search(rings);
    }

    // Cells are halved, the most promising first, until none can hold a circle noticeably larger than the best one found.
    private static double Search(Coordinate[][] rings)
    {
        var bounds = new Envelope(rings[0]);
        var size = Math.Min(bounds.Width, bounds.Height);
        if (size <= 0)
            return 0;

        var (best, cells) = (0.0, new PriorityQueue<(double X, double Y, double Half, double Radius), double>());
        void Add(double x, double y, double half)
        {
            var radius = SignedDistance(x, y, rings);
            best = Math.Max(best, radius);
            if (IsPromising(radius + half * Math.Sqrt(2)))
                cells.Enqueue((x, y, half, radius), -(radius + half * Math.Sqrt(2)));
        }

        bool IsPromising(double bound) => bound > best + Math.Max(FinestMetres, best * Fineness);

        var half = Math.Max(size, Math.Max(bounds.Width, bounds.Height) / 64) / 2;
        for (var x = bounds.MinX; x < bounds.MaxX; x += 2 * half)
            for (var y = bounds.MinY; y < bounds.MaxY; y += 2 * half)
                Add(x + half, y + half, half);
        while (cells.TryDequeue(out var cell, out var bound) && IsPromising(-bound))
            foreach (var (dx, dy) in new[] { (-1, -1), (-1, 1), (1, -1), (1, 1) })
                Add(cell.X + dx * cell.Half / 2, cell.Y + dy * cell.Half / 2, cell.Half / 2);
        return best;
    }

    // Positive inside. Counts crossings to the east as it goes.
    private static double SignedDistance(double x, double y, Coordinate[][] rings)
    {
        var (isInside, squared) = (false, double.MaxValue);
        foreach (var ring in rings)
            for (var at = 1; at < ring.Length; at++)
            {
                var (a, b) = (ring[at - 1], ring[at]);
                if (a.Y > y != b.Y > y && x < (b.X - a.X) * (y - a.Y) / (b.Y - a.Y) + a.X)
                    isInside = !isInside;
                squared = Math.Min(squared, SquaredDistance(x, y, a, b));
            }

        return isInside ? Math.Sqrt(squared) : -Math.Sqrt(squared);
    }

    private static double SquaredDistance(double x, double y, Coordinate a, Coordinate b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var along = Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / Math.Max(dx * dx + dy * dy, double.Epsilon), 0, 1);
        var (offX, offY) = (a.X + along * dx - x, a.Y + along * dy - y);
        return offX * offX + offY * offY;
    }

    // Extent across the line from the first vertex to the one farthest from it: an upper bound, as any extent is.
    private static double ThinnestExtent(Coordinate[] ring)
    {
        var farthest = ring.MaxBy(at => at.Distance(ring[0]))!;
        var (dx, dy) = (farthest.X - ring[0].X, farthest.Y - ring[0].Y);
        var offsets = ring.Select(at => (at.X - ring[0].X) * dy - (at.Y - ring[0].Y) * dx).ToArray();
        return (offsets.Max() - offsets.Min()) / Math.Max(Math.Sqrt(dx * dx + dy * dy), double.Epsilon);
    }

    private static double Length(Coordinate[] ring) => ring.Zip(ring.Skip(1), (a, b) => a.Distance(b)).Sum();

    private static Coordinate[] Scaled(Coordinate[] ring, (double X, double Y) scale) =>
        Array.ConvertAll(ring, at => new Coordinate((at.X - ring[0].X) * scale.X + ring[0].X, (at.Y - ring[0].Y) * scale.Y + ring[0].Y));
}
