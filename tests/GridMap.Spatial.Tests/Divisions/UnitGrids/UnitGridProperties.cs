using CsCheck;
using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;
using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace GridMap.Spatial.Tests.Divisions.UnitGrids;

/// <summary>Random grids with holes in them, of communities and of the town itself, under random streets.</summary>
public sealed class UnitGridProperties
{
    private const double Side = 1_200;

    private static readonly Gen<(int Seed, int Cells, int Streets, double Wanted, bool ByCommunity)> Case =
        from seed in Gen.Int[0, 1_000_000]
        from cells in Gen.Int[2, 12]
        from streets in Gen.Int[0, 12]
        from wanted in Gen.Double[2_000, 30_000]
        from byCommunity in Gen.Bool
        select (seed, cells, streets, wanted, byCommunity);

    [Fact]
    public void Unit_grids_tile_their_parents_without_a_defect() => Case.Sample(drawn =>
    {
        var areas = Draw(drawn.Seed, drawn.Cells);
        Assert.Empty(Sketch.Check(areas));
        var plan = Plan(areas, drawn);
        var after = After(areas, plan, drawn.ByCommunity);

        Assert.Empty(Sketch.Check(after));
        Assert.All(plan.Units, unit => Assert.True(unit.Shape.IsValid));
    }, iter: 120);

    [Fact]
    public void A_unit_grid_that_is_taken_out_is_missed_with_its_whole_area() => Case.Sample(drawn =>
    {
        var areas = Draw(drawn.Seed, drawn.Cells);
        var after = After(areas, Plan(areas, drawn), drawn.ByCommunity);
        var units = after.Where(area => area.Level == DivisionLevels.Unit).ToList();
        var gone = units[drawn.Seed % units.Count];
        // Without the last of a grid's unit grids it is not composed of any, and nothing is missing.
        if (units.Count(unit => unit.Code.Split('-')[0] == gone.Code.Split('-')[0]) == 1)
            return;

        var defects = Sketch.Check([.. after.Where(area => area != gone)]);

        Assert.All(defects, defect => Assert.Contains(defect.Kind, new[] { DivisionDefectKind.Gap, DivisionDefectKind.Uncovered }));
        Assert.Equal(Sketch.Metres(gone.Shape).Area, defects.Sum(defect => defect.AreaSquareMetres), 0.001 * Sketch.Metres(gone.Shape).Area);
    }, iter: 60);

    [Fact]
    public void The_same_input_gives_the_same_unit_grids() => Case.Sample(drawn =>
    {
        var areas = Draw(drawn.Seed, drawn.Cells);

        Assert.Equal(Text(Plan(areas, drawn)), Text(Plan(areas, drawn)));
    }, iter: 20);

    private static UnitGridPlan Plan(DivisionArea[] areas, (int Seed, int Cells, int Streets, double Wanted, bool ByCommunity) drawn)
    {
        var random = new Random(drawn.Seed + 1);
        // Every other grid at random: among divided ones there are some that are not.
        var parents = areas.Where(area => area.Level == DivisionLevels.Responsibility && (area.Code == "00" || random.Next(4) > 0)).Select(area => area.Code).ToHashSet();
        var streets = Enumerable.Range(0, drawn.Streets).Select(_ => Street(random)).ToList();
        return UnitGridMaker.Plan(areas, parents, streets, drawn.Wanted);
    }

    private static LineString Street(Random random)
    {
        var (x, y, turn) = (Side * random.NextDouble(), Side * random.NextDouble(), Math.Tau * random.NextDouble());
        var places = new List<double>();
        for (var step = 0; step < 3 + random.Next(12); step++)
        {
            places.AddRange([x, y]);
            turn += random.NextDouble() - 0.5;
            (x, y) = (x + 120 * Math.Cos(turn), y + 120 * Math.Sin(turn));
        }

        return Sketch.Line([.. places]);
    }

    // The first cell has a hole, which another grid fills. Some cells are a community each, the others the town's own.
    private static DivisionArea[] Draw(int seed, int cells)
    {
        var random = new Random(seed);
        var builder = new VoronoiDiagramBuilder { ClipEnvelope = new(0, Side, 0, Side) };
        builder.SetSites([.. Enumerable.Range(0, cells).Select(_ => new Coordinate(Math.Round(Side * random.NextDouble()), Math.Round(Side * random.NextDouble())))]);
        var square = new GeometryFactory().ToGeometry(new(0, Side, 0, Side));
        var diagram = builder.GetDiagram(square.Factory);
        var shapes = Enumerable.Range(0, diagram.NumGeometries).Select(at => diagram.GetGeometryN(at).Intersection(square)).OfType<Polygon>().Select(InDegrees).ToList();
        var hole = Hole(shapes[0]);
        shapes[0] = shapes[0].Factory.CreatePolygon((LinearRing)shapes[0].ExteriorRing, [(LinearRing)hole.ExteriorRing]);
        shapes.Add(hole);
        var grids = shapes.Select((shape, at) => (Code: $"{at:00}", Shape: shape, HasCommunity: random.Next(2) == 0)).ToList();
        return
        [
            Sketch.Area("t", Sketch.Box(0, 0, Side, Side), DivisionLevels.Town),
            .. grids.Where(grid => grid.HasCommunity).Select(grid => Sketch.Area($"c{grid.Code}", grid.Shape, DivisionLevels.Community, "t")),
            .. grids.Select(grid => Sketch.Area(grid.Code, grid.Shape, parent: grid.HasCommunity ? $"c{grid.Code}" : "t")),
        ];
    }

    private static Polygon InDegrees(Polygon cell) =>
        Sketch.Ring([.. cell.Coordinates.SkipLast(1).SelectMany(at => new[] { Math.Round(at.X, 3), Math.Round(at.Y, 3) })]);

    private static Polygon Hole(Polygon around)
    {
        var at = around.InteriorPoint;
        var metres = Sketch.Metres(at).Coordinate;
        var radius = 0.6 * Sketch.Metres(around).Boundary.Distance(new Point(metres));
        return Sketch.Ring([.. Enumerable.Range(0, 9).SelectMany(step => new[]
        {
            metres.X + radius * Math.Cos(step * Math.Tau / 9), metres.Y + radius * Math.Sin(step * Math.Tau / 9),
        })]);
    }

    private static DivisionArea[] After(DivisionArea[] areas, UnitGridPlan plan, bool byCommunity)
    {
        var parents = areas.ToDictionary(area => area.Code, area => area.ParentCode);
        return [.. UnitGridMakerTests.After(areas, plan).Select(area => area.Level == DivisionLevels.Unit && byCommunity && parents[area.ParentCode!] is { } community
            ? area with { ParentCode = community } : area)];
    }

    private static string Text(UnitGridPlan plan) =>
        string.Join('\n', plan.Units.Select(unit => $"{unit.ParentCode} {unit.Shape}").Concat(plan.Noded.Select(noded => $"{noded.Code} {noded.Shape}")));
}
