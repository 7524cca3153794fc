using CsCheck;
using GridMap.Spatial.HotSpots;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Tests.HotSpots;

public sealed class QueenContiguityTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData("sids_queen")]
    [InlineData("boston_tracts_queen")]
    public void Real_outlines_have_the_neighbours_that_spdep_finds(string set)
    {
        var (weights, ids) = Shapes.Queen(set);
        AssertSame(Reference.Links($"{set}_links.csv", ids), weights, ids);
    }

    [Fact]
    public void Outlines_with_slivers_have_all_that_spdep_finds_and_those_whose_corner_it_misses_on_an_edge()
    {
        var (shapes, weights, ids) = Shapes.Beijing();
        var expected = Reference.Links("beijing_queen_snap1m_links.csv", ids);
        Assert.All(Pairs(expected), pair => Assert.Contains(pair, Pairs(weights)));
        // The plane here and the one that was computed in differ by a ten-thousandth.
        var near = from one in Enumerable.Range(0, shapes.Length)
                   from two in Enumerable.Range(one + 1, shapes.Length - one - 1)
                   where shapes[one].IsWithinDistance(shapes[two], 1.001)
                   select (one, two);
        Assert.Equal(near, Pairs(weights));
    }

    [Fact]
    public void A_sliver_up_to_the_tolerance_keeps_nobody_apart_and_a_wider_one_does()
    {
        Geometry[] squares = [Box(0, 0, 100, 100), Box(100.9, 0, 200, 100), Box(201.1, 0, 300, 100)];
        Assert.Equal([(0, 1)], Pairs(QueenContiguity.OfPlane(squares, 1)));
    }

    [Fact]
    public void A_corner_in_the_middle_of_a_long_edge_touches()
    {
        Geometry[] areas = [Box(0, 0, 1000, 100), Diamond(500, 150, 50), Box(0, 201, 1000, 300)];
        Assert.Equal([(0, 1), (1, 2)], Pairs(QueenContiguity.OfPlane(areas, 1)));
    }

    [Fact]
    public void Squares_that_meet_in_a_corner_touch_and_holes_have_neighbours_inside()
    {
        var ring = Factory.CreatePolygon(Box(0, 0, 90, 90).Shell, [(LinearRing)Box(30, 30, 60, 60).Shell.Reverse()]);
        Assert.Equal([(0, 1), (1, 2)], Pairs(QueenContiguity.OfPlane([Box(30, 30, 60, 60), ring, Box(90, 90, 100, 100)], .5)));
    }

    [Fact]
    public void Nothing_and_empty_shapes_have_no_neighbours()
    {
        Assert.Equal(0, QueenContiguity.OfDegrees([]).Areas);
        var weights = QueenContiguity.OfDegrees([Factory.CreatePolygon(), Box(0, 0, 1, 1)]);
        Assert.Equal((2, 0), (weights.Areas, weights.Links));
        Assert.Equal([0, 1], weights.Islands());
    }

    [Fact]
    public void Neighbours_are_those_whose_boundaries_come_within_the_tolerance()
    {
        // Boxes of whole numbers, so that touching, nearly touching and lying apart all happen often.
        var box = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[1, 5], Gen.Int[1, 5], (x, y, w, h) => Box(x, y, x + w, y + h));
        Gen.Select(box.Array[2, 12], Gen.Double[.1, .9]).Sample((boxes, tolerance) =>
        {
            var expected = from one in Enumerable.Range(0, boxes.Length)
                           from two in Enumerable.Range(one + 1, boxes.Length - one - 1)
                           where boxes[one].Boundary.Distance(boxes[two].Boundary) <= tolerance
                           select (one, two);
            // Two that share an edge leave no room for a third, unless areas lie on each other.
            if (boxes.Index().Any(one => boxes.Index().Any(two => two.Index > one.Index && one.Item.Intersection(two.Item).Area > 0))) return;
            Assert.Equal(expected, Pairs(QueenContiguity.OfPlane(boxes, tolerance)));
        }, iter: 3_000);
    }

    [Fact]
    public void An_island_gets_what_is_near_it()
    {
        Geometry[] areas = [Box(0, 0, 10, 10), Box(10, 0, 20, 10), Box(50, 0, 60, 10), Box(500, 0, 510, 10)];
        Coordinate[] middles = [.. areas.Select(area => area.Centroid.Coordinate)];
        var weights = QueenContiguity.OfPlane(areas, 1);
        Assert.Equal(10, DistanceBand.Longest(weights, middles));
        var filled = DistanceBand.ForIslands(weights, middles, 45);
        Assert.Equal([(0, 1), (1, 2)], Pairs(filled));
        Assert.Equal([3], filled.Islands());
    }

    private static void AssertSame(SpatialWeights expected, SpatialWeights found, string[] ids)
    {
        for (var area = 0; area < ids.Length; area++)
            Assert.True(
                expected.Of(area).SequenceEqual(found.Of(area)),
                $"{ids[area]}: expected {Named(expected.Of(area))}, was {Named(found.Of(area))}");

        string Named(ReadOnlySpan<int> some) => string.Join(' ', some.ToArray().Select(at => ids[at]));
    }

    private static IEnumerable<(int, int)> Pairs(SpatialWeights weights) =>
        from area in Enumerable.Range(0, weights.Areas) from other in weights.Of(area).ToArray() where other > area select (area, other);

    private static Polygon Box(double west, double south, double east, double north) =>
        Factory.CreatePolygon([new(west, south), new(west, north), new(east, north), new(east, south), new(west, south)]);

    private static Polygon Diamond(double x, double y, double reach) =>
        Factory.CreatePolygon([new(x - reach, y), new(x, y + reach), new(x + reach, y), new(x, y - reach), new(x - reach, y)]);
}
