using CsCheck;
using GridMap.Spatial.Grids;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.Grids;

/// <summary>On random counties the locator must say what a brute-force search says, everywhere and on every border.</summary>
public sealed class GridLocatorProperties
{
    private static readonly GeometryFactory Factory = new();

    // Triangles of random corners on a coarse lattice: many overlaps, shared edges, collinear and touching borders.
    private static readonly Gen<Coordinate> GenLattice = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], (x, y) => new Coordinate(x, y));

    private static readonly Gen<Coordinate> GenAnywhere =
        Gen.Select(Gen.Double[104, 104.01], Gen.Double[30, 30.01], (x, y) => new Coordinate(Math.Round(x, 7), Math.Round(y, 7)));

    [Fact]
    public void Agrees_with_brute_force_on_lattice_triangles_with_holes() =>
        GenTriangle(GenLattice).Array[1, 12].Sample(CheckEverywhere, iter: 200);

    [Fact]
    public void Agrees_with_brute_force_on_free_triangles() =>
        GenTriangle(GenAnywhere).Array[1, 12].Sample(CheckEverywhere, iter: 200);

    [Fact]
    public void Agrees_with_brute_force_on_jittered_tessellations() =>
        Gen.Select(Gen.Int[2, 7], Gen.Int[2, 7], Gen.Int[0, int.MaxValue], Tessellation).Sample(CheckEverywhere, iter: 60);

    private static Gen<Geometry> GenTriangle(Gen<Coordinate> corner) =>
        Gen.Select(corner, corner, corner, Gen.Bool, Triangle).Where(shape => shape.IsValid && shape.Area > 1e-12);

    private static Geometry Triangle(Coordinate a, Coordinate b, Coordinate c, bool hollow)
    {
        var shell = Factory.CreateLinearRing([a, b, c, a.Copy()]);
        if (!hollow)
            return Factory.CreatePolygon(shell);

        Coordinate Inward(Coordinate corner) => new((corner.X + a.X + b.X + c.X) / 4, (corner.Y + a.Y + b.Y + c.Y) / 4);
        return Factory.CreatePolygon(shell, [Factory.CreateLinearRing([Inward(a), Inward(b), Inward(c), Inward(a)])]);
    }

    private static Geometry[] Tessellation(int columns, int rows, int seed)
    {
        var random = new Random(seed);
        var corner = new Coordinate[columns + 1, rows + 1];
        for (var i = 0; i <= columns; i++)
            for (var j = 0; j <= rows; j++)
                corner[i, j] = new(Math.Round(104 + (i + 0.6 * random.NextDouble()) * 0.01, 7), Math.Round(30 + (j + 0.6 * random.NextDouble()) * 0.01, 7));
        return [.. Enumerable.Range(0, columns * rows).Select(cell => (i: cell % columns, j: cell / columns)).Select(cell => Factory.CreatePolygon(
            [corner[cell.i, cell.j], corner[cell.i + 1, cell.j], corner[cell.i + 1, cell.j + 1], corner[cell.i, cell.j + 1], corner[cell.i, cell.j]]))];
    }

    private static void CheckEverywhere(Geometry[] shapes)
    {
        var grids = shapes.Select((shape, id) => new GridShape(id, Code(id), shape)).ToArray();
        var locator = GridLocator.Build(grids);
        var truth = new BruteForce(grids);
        foreach (var point in PointsOfInterest(shapes))
            Assert.True(truth.Find(point.X, point.Y) == locator.Find(point.X, point.Y), $"at {point}");
    }

    // Codes in another order than ids, so that 'lowest code' and 'first in the list' differ.
    private static string Code(int id) => $"{(id * 7 + 3) % 13:00}-{id:00}";

    private static IEnumerable<Coordinate> PointsOfInterest(Geometry[] shapes)
    {
        var random = new Random(1);
        var extent = new Envelope();
        foreach (var shape in shapes)
        {
            extent.ExpandToInclude(shape.EnvelopeInternal);
            var corners = shape.Coordinates;
            for (var at = 1; at < corners.Length; at++)
            {
                yield return corners[at];
                yield return new((corners[at - 1].X + corners[at].X) / 2, (corners[at - 1].Y + corners[at].Y) / 2);
                yield return new(corners[at].X, corners[at - 1].Y);
                yield return new(corners[at].X + 1e-9, corners[at].Y);
                yield return new(corners[at].X, corners[at].Y - 1e-9);
            }
        }

        for (var at = 0; at < 300; at++)
            yield return new(extent.MinX + random.NextDouble() * extent.Width, extent.MinY + random.NextDouble() * extent.Height);
    }
}
