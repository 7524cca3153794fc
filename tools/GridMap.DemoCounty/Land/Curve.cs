using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Land;

/// <summary>Lines as rivers and roads run: through given places, but never straight.</summary>
internal static class Curve
{
    /// <summary>A smooth line through the places (Catmull-Rom), a point every <paramref name="spacing"/> metres or so.</summary>
    public static List<Coordinate> Through(IReadOnlyList<Coordinate> places, double spacing)
    {
        var line = new List<Coordinate> { places[0] };
        for (var at = 0; at + 1 < places.Count; at++)
        {
            var (before, from, to, after) = (places[Math.Max(at - 1, 0)], places[at], places[at + 1], places[Math.Min(at + 2, places.Count - 1)]);
            var steps = Math.Max(1, (int)(from.Distance(to) / spacing));
            for (var step = 1; step <= steps; step++)
                line.Add(Blend(before, from, to, after, step / (double)steps));
        }

        return line;
    }

    /// <summary>Swings a line to both sides by smooth noise; its ends stay.</summary>
    /// <param name="line">Points at about even distances.</param>
    /// <param name="noise">Where the swing comes from.</param>
    /// <param name="amplitude">Metres to either side, at most, as a function of the place.</param>
    /// <param name="wavelength">Metres from swing to swing.</param>
    public static List<Coordinate> Meander(List<Coordinate> line, Noise noise, Func<Coordinate, double> amplitude, double wavelength)
    {
        var swung = new List<Coordinate>(line);
        for (var at = 1; at + 1 < line.Count; at++)
        {
            var across = Plane.DirectionOf(line[at - 1], line[at + 1]) + Math.PI / 2;
            var end = Math.Min(1, Math.Min(at, line.Count - 1 - at) / 6.0);
            swung[at] = Plane.Step(line[at], across, end * amplitude(line[at]) * noise.At(line[at].X, line[at].Y, wavelength));
        }

        return swung;
    }

    /// <summary>The line to the left of a line (to the right when negative).</summary>
    public static List<Coordinate> Beside(List<Coordinate> line, double metres) =>
        [.. Enumerable.Range(1, line.Count - 2).Select(at => Plane.Step(line[at], Plane.DirectionOf(line[at - 1], line[at + 1]) + Math.PI / 2, metres))];

    private static Coordinate Blend(Coordinate a, Coordinate b, Coordinate c, Coordinate d, double t)
    {
        double Axis(double w, double x, double y, double z) =>
            0.5 * (2 * x + (y - w) * t + (2 * w - 5 * x + 4 * y - z) * t * t + (3 * x - w - 3 * y + z) * t * t * t);
        return new(Axis(a.X, b.X, c.X, d.X), Axis(a.Y, b.Y, c.Y, d.Y));
    }
}
