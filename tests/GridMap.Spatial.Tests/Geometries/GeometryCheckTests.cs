using GridMap.Spatial.Geometries;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace GridMap.Spatial.Tests.Geometries;

public sealed class GeometryCheckTests
{
    [Theory]
    [InlineData("POLYGON((104 30, 105 30, 105 31, 104 30))")]
    [InlineData("POINT(-180 -85.05)")]
    [InlineData("LINESTRING(104 30, 105 31)")]
    public void A_sound_geometry_has_no_defect(string wkt) => Assert.Null(GeometryCheck.FirstDefect(Read(wkt)));

    [Theory]
    [InlineData("POLYGON EMPTY", GeometryDefectKind.Empty, "empty")]
    [InlineData("POINT(30 104)", GeometryDefectKind.SwappedAxes, "(30, 104) has a latitude beyond 90 degrees; longitude and latitude look swapped")]
    [InlineData("POINT(104 86)", GeometryDefectKind.OutOfRange, "(104, 86)")]
    [InlineData("POINT(190 30)", GeometryDefectKind.OutOfRange, "(190, 30)")]
    [InlineData("POINT(412345 3430489)", GeometryDefectKind.OutOfRange, "coordinate system")]
    [InlineData("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))", GeometryDefectKind.InvalidRing, "(1, 1): its rings cross")]
    [InlineData("POLYGON((0 0, 1 1, 0 0, 0 0))", GeometryDefectKind.TooFewPoints, "(0, 0)")]
    [InlineData("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5))", GeometryDefectKind.InvalidRing, "a hole lies outside its shell")]
    public void The_first_defect_is_named_with_its_place(string wkt, GeometryDefectKind kind, string words)
    {
        var defect = GeometryCheck.FirstDefect(Read(wkt));

        Assert.Equal(kind, defect?.Kind);
        Assert.Contains(words, defect!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 30)]
    [InlineData(104, double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused(double x, double y) =>
        Assert.Equal(GeometryDefectKind.NotFinite, GeometryCheck.FirstDefect(x, y)?.Kind);

    [Fact]
    public void An_unclosed_ring_names_both_ends()
    {
        var defect = GeometryCheck.FirstDefectOfRing([new(104, 30), new(105, 30), new(105, 31), new(104, 30.5)]);

        Assert.Equal(GeometryDefectKind.UnclosedRing, defect?.Kind);
        Assert.Contains("starts at (104, 30) ends at (104, 30.5)", defect!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_of_three_positions_is_too_short() =>
        Assert.Equal(GeometryDefectKind.TooFewPoints, GeometryCheck.FirstDefectOfRing([new(104, 30), new(105, 30), new(104, 30)])?.Kind);

    [Fact]
    public void A_ring_without_positions_is_empty() =>
        Assert.Equal(GeometryDefectKind.Empty, GeometryCheck.FirstDefectOfRing([])?.Kind);

    [Fact]
    public void A_bow_tie_is_repaired_to_two_triangles()
    {
        var repaired = GeometryCheck.Repair(Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"));

        Assert.True(repaired is MultiPolygon { NumGeometries: 2, IsValid: true });
        Assert.Equal(2, repaired.Area, 1e-12);
    }

    [Fact]
    public void Lines_that_fall_out_of_a_repair_are_dropped() =>
        Assert.IsType<Polygon>(GeometryCheck.Repair(Read("POLYGON((0 0, 2 0, 2 2, 3 3, 2 2, 0 2, 0 0))")));

    [Fact]
    public void Nothing_polygonal_left_is_null() => Assert.Null(GeometryCheck.Repair(Read("POLYGON((0 0, 1 1, 2 2, 0 0))")));

    [Fact]
    public void A_feature_over_the_vertex_limit_is_refused_and_not_repaired()
    {
        var scribble = Enumerable.Range(0, GeometryCheck.MostVertices).Select(at => new Coordinate(at % 7 * 0.1, at % 11 * 0.1)).ToList();
        scribble.Add(scribble[0]);
        var polygon = new GeometryFactory().CreatePolygon([.. scribble]);

        Assert.Equal(GeometryDefectKind.TooManyVertices, GeometryCheck.FirstDefect(polygon)?.Kind);
        Assert.Equal(GeometryDefectKind.TooManyVertices, GeometryCheck.FirstDefectOfRing(scribble)?.Kind);
        Assert.Null(GeometryCheck.Repair(polygon));
    }

    [Fact]
    public void Only_invalid_rings_can_be_repaired()
    {
        Assert.True(GeometryCheck.FirstDefect(Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"))!.IsRepairable);
        Assert.False(GeometryCheck.FirstDefect(Read("POINT(30 104)"))!.IsRepairable);
    }

    private static Geometry Read(string wkt) => new WKTReader().Read(wkt);
}
