using GridMap.Spatial.Divisions;
using GridMap.Spatial.Divisions.UnitGrids;
using NetTopologySuite.Geometries;
using static GridMap.Spatial.Tests.Divisions.Sketch;

namespace GridMap.Spatial.Tests.Divisions.UnitGrids;

public sealed class UnitGridMakerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_square_of_four_wanted_areas_falls_into_four_squares()
    {
        var plan = Plan([Area("a", Box(0, 0, 200, 200))]);

        Assert.Equal(4, plan.Units.Count);
        Assert.All(plan.Units, unit => Assert.Equal(10_000, Metres(unit.Shape).Area, 1));
        Assert.All(plan.Units, unit => Assert.True(Compactness(unit.Shape) > 0.78));
    }

    [Fact]
    public void A_street_is_a_border_and_pieces_lie_along_it()
    {
        // A street that bends, 150 m north of the southern edge.
        var plan = Plan([Area("a", Box(0, 0, 600, 300))], Line(-50, 150, 300, 160, 650, 150));

        Assert.Equal(18, plan.Units.Count);
        foreach (var unit in plan.Units)
        {
            var line = Metres(Line(-50, 150, 300, 160, 650, 150));
            Assert.True(Metres(unit.Shape).Buffer(-0.5).Intersection(line).Length == 0);
        }
    }

    [Fact]
    public void Streets_that_meet_bound_blocks_and_a_dead_end_bounds_none()
    {
        var plan = Plan(
            [Area("a", Box(0, 0, 200, 200))],
            Line(-20, 120, 220, 120), Line(80, -20, 80, 120), Line(150, -20, 150, 60));

        Assert.Equal([200 * 80 / 2, 200 * 80 / 2, 80 * 120, 120 * 120], plan.Units.Select(unit => (int)Math.Round(Metres(unit.Shape).Area)).Order(), ByTen);
    }

    [Fact]
    public void A_street_along_the_border_is_the_border()
    {
        var plan = Plan([Area("a", Box(0, 0, 100, 100))], Line(-20, 4, 120, 6), Line(3, -20, -2, 120));

        Assert.Equal(4, Assert.Single(plan.Units).Shape.NumPoints - 1);
        Assert.Empty(plan.Noded);
    }

    [Fact]
    public void What_a_street_cuts_off_too_small_goes_to_the_neighbour_with_the_longest_common_edge()
    {
        var plan = Plan([Area("a", Box(0, 0, 130, 100))], Line(-20, 70, 40, 120), Line(115, -20, 115, 120));

        var unit = Assert.Single(plan.Units);
        Assert.Equal(13_000, Metres(unit.Shape).Area, 1);
    }

    [Fact]
    public void Where_a_cut_ends_every_area_with_that_edge_gets_the_vertex()
    {
        var areas = new[]
        {
            Area("t", Box(0, 0, 400, 100), DivisionLevels.Town), Area("a", Ring(0, 0, 200, 0, 200, 100, 0, 100), parent: "t"),
            Area("b", Ring(200, 0, 400, 0, 400, 100, 200, 100), parent: "t"), Area("n", Ring(200, 100, 0, 100, 0, 300, 200, 300)),
        };

        var plan = Plan(areas, ["a"]);

        Assert.Equal(2, plan.Units.Count);
        // The town's edges are longer than the grid's: a vertex of one lies on the other, and nothing of it is shared.
        Assert.Equal(["a", "n"], plan.Noded.Select(noded => noded.Code));
        var shared = plan.Units[0].Shape.Coordinates.Intersect(plan.Units[1].Shape.Coordinates).ToList();
        Assert.Equal(2, shared.Count);
        Assert.All(shared, node => Assert.Contains(plan.Noded.Single(noded => noded.Code == "a").Shape.Coordinates, at => at.Equals2D(node)));
        Assert.Single(shared, node => plan.Noded.Single(noded => noded.Code == "n").Shape.Coordinates.Any(at => at.Equals2D(node)));
        Assert.All(areas[1].Shape.Coordinates, kept => Assert.Contains(plan.Noded.Single(noded => noded.Code == "a").Shape.Coordinates, at => at.Equals2D(kept)));
    }

    [Fact]
    public void A_hole_stays_a_hole_and_a_ring_road_leaves_the_ground_within_it()
    {
        var round = Line([.. Enumerable.Range(0, 25).SelectMany(step => new[] { 500 + 60 * Math.Cos(step * Math.PI / 12), 200 + 60 * Math.Sin(step * Math.PI / 12) })]);
        var areas = new[] { Area("a", WithHole(Box(0, 0, 700, 400), Box(100, 100, 200, 200))), Area("lake", Box(100, 100, 200, 200)) };

        var plan = Plan(areas, ["a"], round);

        Assert.Equal(270_000, plan.Units.Sum(unit => Metres(unit.Shape).Area), 10);
        Assert.Empty(Check(After(areas, plan)));
        Assert.Contains(plan.Units, unit => Metres(unit.Shape) is var shape && Math.Abs(shape.Area - 11_180) < 50 && shape.Centroid.Distance(new Point(500, 200)) < 2);
    }

    [Fact]
    public void They_are_told_from_north_to_south_and_west_to_east()
    {
        var plan = Plan([Area("a", Box(0, 0, 300, 300))]);

        Assert.Equal(9, plan.Units.Count);
        var middles = plan.Units.Select(unit => Metres(unit.Shape).Centroid).ToList();
        Assert.Equal([50, 150, 250], middles.Take(3).Select(at => (int)Math.Round(at.X)));
        Assert.Equal([250, 150, 50], middles.Where((_, at) => at % 3 == 0).Select(at => (int)Math.Round(at.Y)));
    }

    [Theory]
    [InlineData(1_999)]
    [InlineData(100_001)]
    [InlineData(double.NaN)]
    public void Another_area_than_two_thousand_to_a_hundred_thousand_is_refused(double wanted) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitGridMaker.Plan([Area("a", Box(0, 0, 100, 100))], new HashSet<string> { "a" }, [], wanted, ct: Ct));

    [Fact]
    public void A_cancelled_plan_stops() => Assert.ThrowsAny<OperationCanceledException>(() =>
        UnitGridMaker.Plan([Area("a", Box(0, 0, 100, 100))], new HashSet<string> { "a" }, [], ct: new CancellationToken(true)));

    internal static DivisionArea[] After(IEnumerable<DivisionArea> areas, UnitGridPlan plan)
    {
        var noded = plan.Noded.ToDictionary(area => area.Code, area => area.Shape);
        return
        [
            .. areas.Select(area => noded.TryGetValue(area.Code, out var shape) ? area with { Shape = shape } : area),
            .. plan.Units.Select((unit, at) => Unit($"{unit.ParentCode}-{at}", unit.Shape, unit.ParentCode)),
        ];
    }

    /// <summary>Polsby and Popper's: 1 for a circle, 0.785 for a square.</summary>
    internal static double Compactness(Geometry shape) => Metres(shape) is var ground ? 4 * Math.PI * ground.Area / (ground.Length * ground.Length) : 0;

    private static IEqualityComparer<int> ByTen => EqualityComparer<int>.Create((one, other) => Math.Abs(one - other) <= 10, _ => 0);

    private static UnitGridPlan Plan(DivisionArea[] areas, params LineString[] streets) => Plan(areas, [.. areas.Select(area => area.Code)], streets);

    private static UnitGridPlan Plan(DivisionArea[] areas, string[] parents, params LineString[] streets) =>
        UnitGridMaker.Plan(areas, parents.ToHashSet(), streets, ct: Ct);
}
