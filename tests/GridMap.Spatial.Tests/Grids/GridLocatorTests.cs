using GridMap.Spatial.Grids;
using NetTopologySuite.IO;

namespace GridMap.Spatial.Tests.Grids;

public sealed class GridLocatorTests
{
    private static readonly GridLocator TwoSquares = Locate(
        ("B", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))"),
        ("A", "POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))"));

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(2, 1, 1)] // shared edge: A
    [InlineData(2, 0, 1)] // shared corner: A
    [InlineData(0, 0, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(1, 2, 0)]
    [InlineData(4, 2, 1)]
    public void Edges_and_corners_belong_and_the_lowest_code_wins(double x, double y, int gridId) =>
        Assert.Equal(gridId, TwoSquares.Find(x, y));

    [Theory]
    [InlineData(-0.0000001, 1)]
    [InlineData(4.0000001, 1)]
    [InlineData(1, 2.0000001)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    public void Outside_all_grids_is_null(double x, double y) => Assert.Null(TwoSquares.Find(x, y));

    [Fact]
    public void Codes_are_compared_ordinally()
    {
        var locator = Locate(("a", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))"), ("B", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))"));
        Assert.Equal(1, locator.Find(1, 1));
    }

    [Fact]
    public void Where_three_grids_overlap_the_lowest_code_wins_and_the_others_keep_the_rest()
    {
        var locator = Locate(
            ("3", "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))"),
            ("1", "POLYGON((4 4, 6 4, 6 6, 4 6, 4 4))"),
            ("2", "POLYGON((3 3, 7 3, 7 7, 3 7, 3 3))"));

        Assert.Equal([1, 2, 0], new[] { 5.0, 3.5, 1.0 }.Select(at => locator.Find(at, at)!.Value));
        Assert.Equal(1, locator.Find(6, 5));
        Assert.Equal(2, locator.Find(7, 5));
    }

    [Fact]
    public void A_hole_is_outside_but_its_edge_belongs()
    {
        var locator = Locate(("A", "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))"));

        Assert.Null(locator.Find(4, 4));
        Assert.Equal(0, locator.Find(3, 4));
        Assert.Equal(0, locator.Find(6, 6));
    }

    [Fact]
    public void Every_part_of_a_multipolygon_belongs()
    {
        var locator = Locate(("A", "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0)), ((5 5, 6 5, 6 6, 5 6, 5 5)))"));

        Assert.Equal(0, locator.Find(0.5, 0.5));
        Assert.Equal(0, locator.Find(5.5, 5.5));
        Assert.Null(locator.Find(3, 3));
    }

    [Fact]
    public void No_grids_locate_nothing() => Assert.Null(GridLocator.Build([]).Find(0, 0));

    [Fact]
    public void A_line_is_refused_as_a_grid() =>
        Assert.Throws<ArgumentException>(() => Locate(("A", "LINESTRING(0 0, 1 1)")));

    [Fact]
    public void Metres_are_refused_as_degrees() =>
        Assert.Throws<ArgumentException>(() => Locate(("A", "POLYGON((500000 0, 500100 0, 500100 100, 500000 0))")));

    private static GridLocator Locate(params (string Code, string Wkt)[] grids) =>
        GridLocator.Build(grids.Select((grid, id) => new GridShape(id, grid.Code, new WKTReader().Read(grid.Wkt))));
}
