using GridMap.Spatial.Grids;
using NetTopologySuite.Geometries;

namespace GridMap.Benchmarks;

/// <summary>A seeded county of half a degree by half a degree: jittered grids that share their vertices, points in clusters.</summary>
internal static class SyntheticCounty
{
    private const double West = 104.5, South = 30.2, Side = 0.5;
    private const int PointsPerEdge = 10;

    public static GridShape[] Grids(int count)
    {
        var rows = (int)Math.Sqrt(count / 2.0);
        var columns = count / rows;
        var (factory, random) = (new GeometryFactory(), new Random(7));
        var corner = new Coordinate[columns + 1, rows + 1];
        for (var i = 0; i <= columns; i++)
            for (var j = 0; j <= rows; j++)
                corner[i, j] = new(West + Side * (i + Jitter(random, i, columns)) / columns, South + Side * (j + Jitter(random, j, rows)) / rows);
        return [.. Enumerable.Range(0, rows * columns).Select(id => (id, i: id % columns, j: id / columns)).Select(cell => new GridShape(
            cell.id, $"{cell.id:00000}",
            factory.CreatePolygon([
                .. Edge(corner[cell.i, cell.j], corner[cell.i + 1, cell.j]), .. Edge(corner[cell.i + 1, cell.j], corner[cell.i + 1, cell.j + 1]),
                .. Edge(corner[cell.i + 1, cell.j + 1], corner[cell.i, cell.j + 1]), .. Edge(corner[cell.i, cell.j + 1], corner[cell.i, cell.j]), corner[cell.i, cell.j]])))];
    }

    public static Coordinate[] Points(int count)
    {
        var random = new Random(42);
        var centres = Enumerable.Range(0, 40).Select(_ => new Coordinate(West + Side * random.NextDouble(), South + Side * random.NextDouble())).ToArray();
        return [.. Enumerable.Range(0, count).Select(at => at % 3 == 0
            ? new Coordinate(West + Side * random.NextDouble(), South + Side * random.NextDouble())
            : Near(centres[random.Next(centres.Length)], random))];
    }

    private static double Jitter(Random random, int at, int last) => at > 0 && at < last ? (random.NextDouble() - 0.5) * 0.4 : 0;

    private static Coordinate Near(Coordinate centre, Random random) =>
        new(centre.X + 0.02 * (random.NextDouble() + random.NextDouble() - 1), centre.Y + 0.02 * (random.NextDouble() + random.NextDouble() - 1));

    // A wavy edge, the same from both sides: it is drawn from the lower end and turned round if need be.
    private static IEnumerable<Coordinate> Edge(Coordinate from, Coordinate to)
    {
        var isTurned = from.CompareTo(to) > 0;
        var (a, b) = isTurned ? (to, from) : (from, to);
        var inner = Enumerable.Range(1, PointsPerEdge).Select(step => step / (PointsPerEdge + 1.0)).Select(t =>
            new Coordinate(a.X + t * (b.X - a.X) - Wave(t) * (b.Y - a.Y), a.Y + t * (b.Y - a.Y) + Wave(t) * (b.X - a.X)));
        return (isTurned ? inner.Reverse() : inner).Prepend(from);
    }

    private static double Wave(double t) => 0.06 * Math.Sin(2 * Math.PI * t);
}
