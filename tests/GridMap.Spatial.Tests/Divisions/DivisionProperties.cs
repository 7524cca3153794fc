using CsCheck;
using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Triangulate;

namespace GridMap.Spatial.Tests.Divisions;

/// <summary>Random divisions of 400 m by 400 m, spoilt at random, against plain overlays of all areas at once.</summary>
public sealed class DivisionProperties
{
    private static readonly double[] JitterMetres = [0, 0.01, 0.3, 8];

    private static readonly Gen<DivisionArea[]> Spoilt =
        from seed in Gen.Int[0, 1_000_000]
        from cells in Gen.Int[2, 30]
        from jitter in Gen.Int[0, 3]
        from missing in Gen.Int[0, 2]
        from doubled in Gen.Int[0, 1]
        select Draw(seed, cells, JitterMetres[jitter], missing, doubled);

    [Fact]
    public void Gaps_and_overlaps_are_those_of_plain_overlays() => Spoilt.Sample(areas =>
    {
        var defects = Sketch.Check(areas);
        var shapes = areas.Select(area => Sketch.Metres(area.Shape)).ToList();

        Near(HolesOf(Union(shapes)), Sum(defects, DivisionDefectKind.Gap));
        Near(PairwiseOverlaps(shapes), Sum(defects, DivisionDefectKind.Overlap));
        Assert.All(defects, defect => Assert.Contains(defect.Kind, new[] { DivisionDefectKind.Gap, DivisionDefectKind.Overlap }));
        Assert.All(defects, defect => Assert.True(defect.Place!.Covers(new Point(defect.Longitude, defect.Latitude))));
    }, iter: 150);

    [Fact]
    public void What_a_boundary_has_and_the_division_lacks_adds_up_to_its_area() => Spoilt.Sample(areas =>
    {
        var boundary = Sketch.Box(10, 10, 390, 420);
        var defects = DivisionCheck.Run(areas, boundary, new());
        var union = Union(areas.Select(area => Sketch.Metres(area.Shape)));
        var county = Sketch.Metres(boundary);

        // A gap is told as one whether or not it lies in the county.
        var gapsOutside = HolesOf(union) - HolesWithin(union, county);
        Near(OverlayNGRobust.Overlay(county, union, SpatialFunction.Difference).Area + gapsOutside, Sum(defects, DivisionDefectKind.Gap) + Sum(defects, DivisionDefectKind.Uncovered));
    }, iter: 100);

    [Fact]
    public void After_an_accepted_repair_nothing_remains_that_it_does_not_tell() => Spoilt.Sample(areas =>
    {
        var proposal = DivisionRepair.Propose(areas, null, new(), Sketch.Check(areas));
        var after = proposal.Areas.ToDictionary(area => area.Code, area => area.After);
        var again = Sketch.Check([.. areas.Select(area => after.TryGetValue(area.Code, out var shape) ? area with { Shape = shape } : area)]);

        Assert.Equal(proposal.Remaining.Count, again.Count);
        Assert.All(after.Values, shape => Assert.True(shape.IsValid));
        // What is left is what no rule may give away: a grid that is missing, or one drawn twice; and what rounding to degrees leaves.
        Assert.All(again, defect => Assert.True(
            defect.IsWithinTolerance ? defect.AreaSquareMetres < 0.01 : defect.Kind == DivisionDefectKind.Overlap || defect.WidthMetres > 9.9, $"{defect}"));
    }, iter: 60);

    private static DivisionArea[] Draw(int seed, int cells, double jitterMetres, int missing, int doubled)
    {
        var random = new Random(seed);
        var builder = new VoronoiDiagramBuilder { ClipEnvelope = new(0, 400, 0, 400) };
        builder.SetSites([.. Enumerable.Range(0, cells).Select(_ => new Coordinate(400 * random.NextDouble(), 400 * random.NextDouble()))]);
        var square = new GeometryFactory().ToGeometry(new(0, 400, 0, 400));
        var diagram = builder.GetDiagram(square.Factory);
        var shapes = Enumerable.Range(0, diagram.NumGeometries)
            .Select(at => diagram.GetGeometryN(at).Intersection(square)).OfType<Polygon>().Select(cell => Moved(cell, random, jitterMetres)).Where(cell => cell.IsValid).ToList();
        return [.. shapes.Skip(missing).Concat(shapes.Take(doubled)).Select((shape, at) => Sketch.Area($"{at:00}", shape))];
    }

    private static Polygon Moved(Polygon cell, Random random, double jitterMetres)
    {
        var ring = Array.ConvertAll(cell.Coordinates, at => Sketch.At(at.X + jitterMetres * (random.NextDouble() - 0.5), at.Y + jitterMetres * (random.NextDouble() - 0.5)));
        ring[^1] = ring[0].Copy();
        return new GeometryFactory(new PrecisionModel(), 4326).CreatePolygon(ring);
    }

    private static Geometry Union(IEnumerable<Geometry> shapes) => OverlayNGRobust.Union(shapes, new GeometryFactory());

    private static double PairwiseOverlaps(List<Geometry> shapes) =>
        shapes.Index().Sum(one => shapes.Skip(one.Index + 1).Sum(other => OverlayNGRobust.Overlay(one.Item, other, SpatialFunction.Intersection).Area));

    private static double HolesOf(Geometry union) => Holes(union).Sum(hole => OverlayNGRobust.Overlay(hole, union, SpatialFunction.Difference).Area);

    private static double HolesWithin(Geometry union, Geometry county) =>
        Holes(union).Sum(hole => OverlayNGRobust.Overlay(OverlayNGRobust.Overlay(hole, union, SpatialFunction.Difference), county, SpatialFunction.Intersection).Area);

    // Holes within holes (a lake on an island) would count twice; islands in these divisions have none.
    private static IEnumerable<Polygon> Holes(Geometry union) =>
        Enumerable.Range(0, union.NumGeometries).Select(union.GetGeometryN).OfType<Polygon>().SelectMany(part => part.InteriorRings)
            .Select(ring => union.Factory.CreatePolygon((LinearRing)ring));

    private static double Sum(IEnumerable<DivisionDefect> defects, DivisionDefectKind kind) =>
        defects.Where(defect => defect.Kind == kind).Sum(defect => defect.AreaSquareMetres);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-4 * expected + 1e-3);
}
