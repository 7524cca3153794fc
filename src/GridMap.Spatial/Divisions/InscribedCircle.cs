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
        return Math.Min(disc, ring.Length > 32 ? double.MaxValue : ThinnestExtent(ring));
    }

    /// <summary>Diameter of the largest circle if it is wider than a limit, short of the true one by less than 1 mm or 1 %; otherwise the limit.</summary>
    /// <remarks>Below the limit nothing is searched: a crack of 1 cm along a road would be followed millimetre by millimetre.</remarks>
    public static double WidthMetres(Polygon polygon, (double X, double Y) scale, double limitMetres)
    {
        var rings = new[] { polygon.ExteriorRing }.Concat(polygon.InteriorRings).Select(ring => Scaled(ring.Coordinates, scale)).ToArray();
        return 2 * (MayHold(rings, limitMetres / 2) ? Search(rings, limitMetres / 2) : limitMetres / 2);
    }

    // A disc meets some line of a set one radius apart in a chord of √3 radii or more, whichever way the lines run.
    private static bool MayHold(Coordinate[][] rings, double radius) =>
        radius <= 0 || (HasSpan(rings, radius, at => at.X, at => at.Y) && HasSpan(rings, radius, at => at.Y, at => at.X));

    private static bool HasSpan(Coordinate[][] rings, double radius, Func<Coordinate, double> along, Func<Coordinate, double> across)
    {
        var (low, high) = (rings[0].Min(across), rings[0].Max(across));
        if (high - low < 2 * radius || (high - low) / radius > 20_000)
            return high - low >= 2 * radius;

        var edges = rings.SelectMany(ring => ring.Zip(ring.Skip(1), (a, b) => (A: (X: along(a), Y: across(a)), B: (X: along(b), Y: across(b))))).ToArray();
        var crossings = new List<double>();
        for (var line = low + radius / 2; line < high; line += radius)
        {
            crossings.Clear();
            foreach (var (a, b) in edges)
                if (a.Y > line != b.Y > line)
                    crossings.Add(a.X + (b.X - a.X) * (line - a.Y) / (b.Y - a.Y));
            crossings.Sort();
            for (var at = 1; at < crossings.Count; at += 2)
                if (crossings[at] - crossings[at - 1] >= radius * 1.7)
                    return true;
        }

        return false;
    }

    // Cells are halved, the most promising first, until none can hold a circle noticeably larger than the best one found.
    private static double Search(Coordinate[][] rings, double limit)
    {
        var bounds = new Envelope(rings[0]);
        var size = Math.Min(bounds.Width, bounds.Height);
        if (size <= 0)
            return limit;

        var (best, cells) = (limit, new PriorityQueue<(double X, double Y, double Half, double Radius), double>());
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

    // The least extent across any of its edges: an upper bound, as any extent is, and for a convex ring its width.
    private static double ThinnestExtent(Coordinate[] ring)
    {
        var thinnest = double.MaxValue;
        for (var edge = 1; edge < ring.Length; edge++)
        {
            var (dx, dy) = (ring[edge].X - ring[edge - 1].X, ring[edge].Y - ring[edge - 1].Y);
            var (low, high) = (double.MaxValue, double.MinValue);
            foreach (var at in ring)
            {
                var off = (at.X - ring[0].X) * dy - (at.Y - ring[0].Y) * dx;
                (low, high) = (Math.Min(low, off), Math.Max(high, off));
            }

            thinnest = Math.Min(thinnest, (high - low) / Math.Max(Math.Sqrt(dx * dx + dy * dy), double.Epsilon));
        }

        return thinnest;
    }

    private static double Length(Coordinate[] ring) => ring.Zip(ring.Skip(1), (a, b) => a.Distance(b)).Sum();

    private static Coordinate[] Scaled(Coordinate[] ring, (double X, double Y) scale) =>
        Array.ConvertAll(ring, at => new Coordinate((at.X - ring[0].X) * scale.X + ring[0].X, (at.Y - ring[0].Y) * scale.Y + ring[0].Y));
}
