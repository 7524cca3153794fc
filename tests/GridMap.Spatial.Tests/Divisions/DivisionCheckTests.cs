using GridMap.Spatial.Divisions;
using NetTopologySuite.Geometries;
using static GridMap.Spatial.Tests.Divisions.Sketch;

namespace GridMap.Spatial.Tests.Divisions;

public sealed class DivisionCheckTests
{
    [Fact]
    public void A_division_that_covers_has_no_defect() => Assert.Empty(Check(FourSquares()));

    [Fact]
    public void A_square_metre_that_belongs_to_nobody_is_found_with_its_area_and_place()
    {
        var areas = FourSquares();
        areas[0] = Area("a", WithHole(Box(0, 0, 100, 100), Box(50, 50, 51, 51)));

        var gap = Assert.Single(Check(areas));

        Assert.Equal(DivisionDefectKind.Gap, gap.Kind);
        Assert.Equal(["a"], gap.GridCodes);
        Assert.False(gap.IsWithinTolerance);
        Assert.Equal(1, gap.AreaSquareMetres, 1e-4);
        Assert.Equal(1, gap.WidthMetres, 0.01);
        Assert.True(Box(50, 50, 51, 51).Covers(new Point(gap.Longitude, gap.Latitude)));
        Assert.Equal(4326, gap.Place?.SRID);
    }

    [Fact]
    public void A_square_metre_between_two_grids_is_a_gap_of_both()
    {
        var gap = Assert.Single(Check(
            Area("a", Ring(0, 0, 100, 0, 100, 50, 99, 50, 99, 51, 100, 51, 100, 100, 0, 100)), Area("b", Box(100, 0, 200, 100))));

        Assert.Equal(DivisionDefectKind.Gap, gap.Kind);
        Assert.Equal(["a", "b"], gap.GridCodes);
        Assert.Equal(1, gap.AreaSquareMetres, 1e-4);
    }

    [Fact]
    public void A_square_metre_that_two_grids_have_is_found_with_its_area_and_place()
    {
        var areas = FourSquares();
        areas[0] = Area("a", Ring(0, 0, 100, 0, 100, 50, 101, 50, 101, 51, 100, 51, 100, 100, 0, 100));

        var overlap = Assert.Single(Check(areas));

        Assert.Equal(DivisionDefectKind.Overlap, overlap.Kind);
        Assert.Equal(["a", "b"], overlap.GridCodes);
        Assert.Equal(1, overlap.AreaSquareMetres, 1e-4);
        Assert.True(Box(100, 50, 101, 51).Covers(new Point(overlap.Longitude, overlap.Latitude)));
    }

    [Fact]
    public void A_missing_grid_is_a_gap()
    {
        var areas = Squares(3).Where(area => area.Code != "1-1").ToArray();

        var gap = Assert.Single(Check(areas));

        Assert.Equal(DivisionDefectKind.Gap, gap.Kind);
        Assert.Equal(["0-1", "1-0", "1-2", "2-1"], gap.GridCodes);
        Assert.Equal(10_000, gap.AreaSquareMetres, 1.0);
        Assert.Equal(100, gap.WidthMetres, 1.0);
    }

    [Fact]
    public void The_same_ground_divided_twice_overlaps_everywhere()
    {
        var again = new[] { Area("west", Box(0, 0, 50, 200)), Area("east", Box(50, 0, 200, 200)) };

        var overlaps = Check([.. FourSquares(), .. again]);

        Assert.All(overlaps, overlap => Assert.Equal(DivisionDefectKind.Overlap, overlap.Kind));
        Assert.Equal(6, overlaps.Count);
        Assert.Equal(40_000, overlaps.Sum(overlap => overlap.AreaSquareMetres), 4.0);
    }

    [Fact]
    public void A_grid_drawn_twice_overlaps_whole()
    {
        var overlap = Assert.Single(Check([.. FourSquares(), Area("again", Box(0, 0, 100, 100))]));

        Assert.Equal(["a", "again"], overlap.GridCodes);
        Assert.Equal(10_000, overlap.AreaSquareMetres, 1.0);
    }

    [Fact]
    public void A_grid_inside_another_overlaps_whole()
    {
        var overlap = Assert.Single(Check([.. FourSquares(), Area("inner", Box(10, 10, 20, 20))]));

        Assert.Equal(["a", "inner"], overlap.GridCodes);
        Assert.Equal(100, overlap.AreaSquareMetres, 0.01);
    }

    [Fact]
    public void An_enclave_fills_the_hole_around_it() =>
        Assert.Empty(Check(Area("a", WithHole(Box(0, 0, 100, 100), Box(40, 40, 60, 60))), Area("b", Box(40, 40, 60, 60))));

    [Fact]
    public void An_enclave_too_small_for_its_hole_leaves_the_ring_between_as_a_gap()
    {
        var gap = Assert.Single(Check(Area("a", WithHole(Box(0, 0, 100, 100), Box(40, 40, 60, 60))), Area("b", Box(42, 42, 58, 58))));

        Assert.Equal(["a", "b"], gap.GridCodes);
        Assert.Equal(400 - 256, gap.AreaSquareMetres, 0.02);
        Assert.Equal(2, gap.WidthMetres, 0.5);
    }

    [Fact]
    public void Islands_are_no_defect() => Assert.Empty(Check(Area("a", Box(0, 0, 100, 100)), Area("b", Box(500, 0, 600, 100))));

    [Fact]
    public void A_vertex_on_a_neighbours_long_edge_leaves_nothing_between() =>
        Assert.Empty(Check(Area("long", Box(0, 0, 4_000, 100)), Area("left", Box(0, 100, 1_234, 200)), Area("right", Box(1_234, 100, 4_000, 200))));

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(0.6, false)]
    public void A_sliver_is_let_pass_by_its_width_whatever_its_length(double width, bool passes)
    {
        var sliver = Assert.Single(Check(Area("a", Box(0, 0, 100, 900)), Area("b", Box(100 - width, 0, 200, 900))));

        Assert.Equal(passes, sliver.IsWithinTolerance);
        Assert.Equal(width, sliver.WidthMetres, 0.01);
        Assert.Equal(900 * width, sliver.AreaSquareMetres, 0.09);
    }

    [Fact]
    public void Slivers_of_two_neighbours_are_told_together_with_the_sum_of_their_areas()
    {
        // The border of a swings 10 cm to either side of b's.
        var border = Enumerable.Range(0, 101).SelectMany(step => new[] { 100 + (step % 2 == 0 ? -0.1 : 0.1), 100 - step });
        var defects = Check(Area("a", Ring([0, 0, 0, 100, .. border])), Area("b", Box(100, 0, 200, 100)));

        Assert.Equal([DivisionDefectKind.Gap, DivisionDefectKind.Overlap], defects.Select(defect => defect.Kind).Order());
        Assert.All(defects, defect => Assert.Equal(["a", "b"], defect.GridCodes));
        Assert.All(defects, defect => Assert.True(defect.IsWithinTolerance));
        Assert.Equal(2.5, defects.Single(defect => defect.Kind == DivisionDefectKind.Overlap).AreaSquareMetres, 1e-3);
        // The first and the last half triangle lie open to the outside.
        Assert.Equal(2.5 - 2 * 0.025, defects.Single(defect => defect.Kind == DivisionDefectKind.Gap).AreaSquareMetres, 1e-3);
    }

    [Fact]
    public void Children_answer_for_their_parents_ground_and_for_no_more()
    {
        var defects = Check(
            Area("town", Box(0, 0, 200, 100), DivisionLevels.Town),
            Area("a", Box(0, 0, 100, 100), parent: "town"),
            Area("b", Box(100, 0, 190, 110), parent: "town"));

        Assert.Equal([DivisionDefectKind.OutsideParent, DivisionDefectKind.Uncovered], defects.Select(defect => defect.Kind));
        Assert.Equal(["b", "town"], defects[0].GridCodes);
        Assert.Equal(900, defects[0].AreaSquareMetres, 0.1);
        Assert.Equal(["town"], defects[1].GridCodes);
        Assert.Equal(1_000, defects[1].AreaSquareMetres, 0.1);
    }

    [Fact]
    public void A_gap_between_children_is_not_told_again_as_ground_their_parent_lacks()
    {
        var defects = Check([Area("town", Box(0, 0, 300, 300), DivisionLevels.Town), .. Squares(3, "town").Where(area => area.Code != "1-1")]);

        Assert.Equal(DivisionDefectKind.Gap, Assert.Single(defects).Kind);
    }

    [Fact]
    public void A_child_across_its_parents_border_is_outside_it_and_leaves_the_other_uncovered()
    {
        var defects = Check(
            Area("t1", Box(0, 0, 100, 100), DivisionLevels.Town), Area("t2", Box(100, 0, 200, 100), DivisionLevels.Town),
            Area("a", Box(0, 0, 110, 100), parent: "t1"), Area("b", Box(110, 0, 200, 100), parent: "t2"));

        Assert.Equal([(DivisionDefectKind.OutsideParent, "a,t1"), (DivisionDefectKind.Uncovered, "t2")], defects.Select(Name));
        Assert.All(defects, defect => Assert.Equal(1_000, defect.AreaSquareMetres, 0.1));
    }

    [Fact]
    public void A_parent_without_children_is_no_defect() =>
        Assert.Empty(Check(Area("t1", Box(0, 0, 100, 100), DivisionLevels.Town), Area("t2", Box(100, 0, 200, 100), DivisionLevels.Town), Area("a", Box(0, 0, 100, 100), parent: "t1")));

    [Fact]
    public void A_town_s_communities_and_the_grids_it_has_directly_cover_it_together()
    {
        // Nine communities of one grid each; the middle one is none, but a grid of the town.
        var squares = Squares(3, "town");
        var communities = squares.Where(area => area.Code != "1-1").Select(area => area with { Code = $"c{area.Code}", Level = DivisionLevels.Community });
        var grids = squares.Select(area => area.Code == "1-1" ? area : area with { ParentCode = $"c{area.Code}" });

        Assert.Empty(Check([Area("town", Box(0, 0, 300, 300), DivisionLevels.Town), .. communities, .. grids]));
    }

    [Fact]
    public void Grids_that_a_town_has_directly_excuse_no_community_without_grids()
    {
        var defects = Check(
            Area("town", Box(0, 0, 300, 100), DivisionLevels.Town),
            Area("c1", Box(0, 0, 100, 100), DivisionLevels.Community, "town"), Area("c2", Box(100, 0, 200, 100), DivisionLevels.Community, "town"),
            Area("a", Box(0, 0, 100, 100), parent: "c1"), Area("b", Box(200, 0, 300, 100), parent: "town"));

        Assert.Equal([(DivisionDefectKind.Uncovered, "town")], defects.Select(Name));
        Assert.Equal(10_000, defects[0].AreaSquareMetres, 0.1);
    }

    [Fact]
    public void What_children_of_no_level_have_is_told_once()
    {
        var defects = Check(
            Area("town", Box(0, 0, 300, 100), DivisionLevels.Town), Area("c1", Box(0, 0, 100, 100), DivisionLevels.Community, "town"),
            Area("a", Box(0, 0, 100, 100), parent: "c1"), Area("b", Box(100, 0, 290, 100), parent: "town"));

        Assert.Equal([(DivisionDefectKind.Uncovered, "town")], defects.Select(Name));
        Assert.Equal(1_000, defects[0].AreaSquareMetres, 0.1);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void A_community_has_grids_and_beneath_some_of_them_unit_grids_whichever_these_name_as_their_parent(string parent) => Assert.Empty(Check(
        Area("c", Box(0, 0, 200, 100), DivisionLevels.Community), Area("a", Box(0, 0, 100, 100), parent: "c"), Area("b", Box(100, 0, 200, 100), parent: "c"),
        Unit("a1", Box(0, 0, 50, 100), parent), Unit("a2", Box(50, 0, 100, 100), parent)));

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void A_grid_is_composed_of_unit_grids_wholly_or_not_at_all(string parent)
    {
        var defects = Check(
            Area("c", Box(0, 0, 200, 100), DivisionLevels.Community), Area("a", Box(0, 0, 100, 100), parent: "c"), Area("b", Box(100, 0, 200, 100), parent: "c"),
            Unit("a1", Box(0, 0, 50, 100), parent), Unit("a2", Box(50, 0, 90, 100), parent));

        Assert.Equal([(DivisionDefectKind.Uncovered, "a")], defects.Select(Name));
        Assert.Equal(1_000, defects[0].AreaSquareMetres, 0.1);
    }

    [Fact]
    public void A_unit_grid_of_the_community_that_lies_in_two_grids_is_outside_the_one_that_has_its_middle()
    {
        var defects = Check(
            Area("c", Box(0, 0, 200, 100), DivisionLevels.Community), Area("a", Box(0, 0, 100, 100), parent: "c"), Area("b", Box(100, 0, 200, 100), parent: "c"),
            Unit("u1", Box(0, 0, 110, 100), "c"), Unit("u2", Box(110, 0, 200, 100), "c"));

        Assert.Equal([(DivisionDefectKind.OutsideParent, "a,u1"), (DivisionDefectKind.Uncovered, "b")], defects.Select(Name));
    }

    [Fact]
    public void Unit_grids_make_nobody_responsible_where_a_grid_is_missing()
    {
        var defects = Check(
            Area("c", Box(0, 0, 200, 100), DivisionLevels.Community), Area("a", Box(0, 0, 100, 100), parent: "c"), Unit("u", Box(100, 0, 200, 100), "c"));

        Assert.Equal([(DivisionDefectKind.Uncovered, "c")], defects.Select(Name));
        Assert.Equal(10_000, defects[0].AreaSquareMetres, 0.1);
    }

    [Fact]
    public void A_grid_without_unit_grids_among_others_that_have_some_is_no_gap_and_a_hole_between_unit_grids_is_one()
    {
        var grids = Squares(3);
        var units = grids.Where(grid => grid.Code != "1-1").Select(grid => grid with { Code = $"u{grid.Code}", Level = DivisionLevels.Unit, ParentCode = grid.Code, LeadUnitCode = null });

        Assert.Empty(Check([.. grids, .. units]));
        var hole = Assert.Single(Check([.. grids, .. units.Where(unit => unit.Code != "u0-0"),
            Unit("u0-0", WithHole(Box(0, 0, 100, 100), Box(50, 50, 51, 51)), "0-0")]));
        Assert.Equal(DivisionDefectKind.Gap, hole.Kind);
        Assert.Equal(1, hole.AreaSquareMetres, 0.001);
    }

    [Fact]
    public void The_countys_boundary_is_covered_and_not_passed()
    {
        var defects = DivisionCheck.Run(
            [Area("a", Box(0, 0, 100, 100)), Area("b", Box(100, 0, 210, 100))], Box(-10, 0, 200, 100), new(), null, TestContext.Current.CancellationToken);

        Assert.Equal([(DivisionDefectKind.OutsideBoundary, "b"), (DivisionDefectKind.Uncovered, "a")], defects.Select(Name));
        Assert.All(defects, defect => Assert.Equal(1_000, defect.AreaSquareMetres, 0.1));
    }

    [Fact]
    public void Codes_parents_and_leads_are_checked()
    {
        var defects = Check(
            Area("a", Box(0, 0, 100, 100), lead: null), Area("b", Box(100, 0, 200, 100), parent: "nowhere"),
            Area("c", Box(200, 0, 300, 100), parent: "a"), Area("c", Box(300, 0, 400, 100)));

        Assert.Equal(
            [(DivisionDefectKind.DuplicateCode, "c"), (DivisionDefectKind.MissingParent, "a,c"), (DivisionDefectKind.MissingParent, "b,nowhere"), (DivisionDefectKind.MissingLead, "a")],
            defects.Select(Name));
        Assert.All(defects, defect => Assert.False(defect.IsWithinTolerance));
        Assert.All(defects, defect => Assert.InRange(defect.Longitude, Longitude, Longitude + 0.01));
    }

    [Fact]
    public void A_crossing_ring_is_told_and_the_rest_is_checked_with_its_repair()
    {
        var bowtie = Ring(200, 0, 300, 100, 300, 0, 200, 100);
        var defects = Check([.. FourSquares(), Area("bow", bowtie), Area("over", Box(150, 0, 250, 100))]);

        var invalid = Assert.Single(defects, defect => defect.Kind == DivisionDefectKind.InvalidRing);
        Assert.Equal(["bow"], invalid.GridCodes);
        Assert.True(At(250, 50).Distance(new(invalid.Longitude, invalid.Latitude)) < 1e-9);
        Assert.Contains((DivisionDefectKind.Overlap, "bow,over"), defects.Select(Name));
        Assert.Contains((DivisionDefectKind.Overlap, "b,over"), defects.Select(Name));
    }

    [Theory]
    [InlineData("POLYGON EMPTY")]
    [InlineData("POINT(104.9 30.4)")]
    [InlineData("POLYGON((104.9 30.4, 104.9 30.5, 104.9 30.6, 104.9 30.4))")]
    public void A_shape_without_ground_is_told_and_left_out(string wkt)
    {
        var shape = new NetTopologySuite.IO.WKTReader().Read(wkt);

        Assert.Equal([(DivisionDefectKind.InvalidRing, "none")], Check([.. FourSquares(), Area("none", shape)]).Select(Name));
    }

    [Fact]
    public void A_division_of_nothing_has_no_defect() => Assert.Empty(Check());

    [Fact]
    public void Progress_rises_to_one_and_a_cancelled_check_stops()
    {
        var told = new List<double>();
        DivisionCheck.Run(Squares(12).ToArray(), null, new(), new Told(told), TestContext.Current.CancellationToken);

        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        Assert.True(told.Count > 1);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DivisionCheck.Run(Squares(12).ToArray(), null, new(), null, stop.Token));
    }

    private static (DivisionDefectKind Kind, string Codes) Name(DivisionDefect defect) => (defect.Kind, string.Join(',', defect.GridCodes));

    private static DivisionArea[] FourSquares() =>
        [Area("a", Box(0, 0, 100, 100)), Area("b", Box(100, 0, 200, 100)), Area("c", Box(0, 100, 100, 200)), Area("d", Box(100, 100, 200, 200))];

    private static IEnumerable<DivisionArea> Squares(int side, string? parent = null) =>
        from i in Enumerable.Range(0, side)
        from j in Enumerable.Range(0, side)
        select Area($"{i}-{j}", Box(100 * i, 100 * j, 100 * (i + 1), 100 * (j + 1)), parent: parent);

    private sealed class Told(List<double> parts) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (parts)
                parts.Add(value);
        }
    }
}
