using GridMap.Spatial.Divisions;
using static GridMap.Spatial.Tests.Divisions.Sketch;

namespace GridMap.Spatial.Tests.Divisions;

public sealed class DivisionRepairTests
{
    [Fact]
    public void A_sound_division_needs_nothing()
    {
        var proposal = Propose(Area("a", Box(0, 0, 100, 100)), Area("b", Box(100, 0, 200, 100)));

        Assert.Empty(proposal.Areas);
        Assert.Empty(proposal.Steps);
        Assert.Empty(proposal.Remaining);
    }

    [Fact]
    public void A_gap_goes_to_the_neighbour_with_the_longest_common_border()
    {
        // A notch of 1 m by 2 m in a: three of its sides are a's.
        var a = Area("a", Ring(0, 0, 100, 0, 100, 50, 99, 50, 99, 52, 100, 52, 100, 100, 0, 100));
        var proposal = Propose(a, Area("b", Box(100, 0, 200, 100)));

        var step = Assert.Single(proposal.Steps);
        Assert.Equal((RepairStepKind.GaveGap, "a"), (step.Kind, step.To));
        Assert.Equal(["a", "b"], step.GridCodes);
        Assert.Equal(2, step.AreaSquareMetres, 1e-3);
        var changed = Assert.Single(proposal.Areas);
        Assert.Equal("a", changed.Code);
        Assert.Same(a.Shape, changed.Before);
        Assert.True(changed.After.IsValid);
        Assert.Empty(proposal.Remaining);
    }

    [Fact]
    public void An_overlap_is_taken_from_the_one_that_bulges()
    {
        var proposal = Propose(Area("a", Ring(0, 0, 100, 0, 100, 50, 103, 50, 103, 51, 100, 51, 100, 100, 0, 100)), Area("b", Box(100, 0, 200, 100)));

        var step = Assert.Single(proposal.Steps);
        Assert.Equal((RepairStepKind.GaveOverlap, "b"), (step.Kind, step.To));
        Assert.Equal("a", Assert.Single(proposal.Areas).Code);
        Assert.Empty(proposal.Remaining);
    }

    [Fact]
    public void Vertices_that_stay_are_the_same_numbers()
    {
        var a = Area("a", Ring(0, 0, 100, 0, 100, 50, 103, 50, 103, 51, 100, 51, 100, 100, 0, 100));
        var after = Propose(a, Area("b", Box(100, 0, 200, 100))).Areas[0].After;

        foreach (var kept in new[] { At(0, 0), At(100, 0), At(100, 100), At(0, 100) })
            Assert.Contains(after.Coordinates, at => at.Equals2D(kept));
    }

    [Fact]
    public void Edges_that_nearly_meet_are_snapped_to_one_another()
    {
        var proposal = Propose(
            Area("a", Box(0, 0, 100.1, 100)), Area("b", Box(100, 0, 200, 100)), Area("c", Ring(0, 100.05, 120, 100.02, 200, 100, 200, 200, 0, 200)));

        Assert.Contains(proposal.Steps, step => step.Kind == RepairStepKind.SnappedEdges);
        Assert.Empty(proposal.Remaining);
    }

    [Fact]
    public void Children_follow_their_parents()
    {
        var areas = new[]
        {
            Area("t1", Box(0, 0, 100, 100), DivisionLevels.Town), Area("t2", Box(100, 0, 200, 100), DivisionLevels.Town),
            Area("a", Box(0, 0, 102, 100), parent: "t1"), Area("b", Box(102, 0, 200, 100), parent: "t2"),
        };

        var proposal = Propose(areas);

        Assert.Equal(["a", "b"], proposal.Areas.Select(area => area.Code));
        Assert.Contains(proposal.Steps, step => step.Kind == RepairStepKind.Clipped && step.GridCodes.Contains("a"));
        Assert.Empty(proposal.Remaining);
    }

    [Fact]
    public void A_missing_grid_is_not_given_away()
    {
        var squares = from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 3) where (i, j) != (1, 1) select Area($"{i}-{j}", Box(100 * i, 100 * j, 100 * i + 100, 100 * j + 100));

        var proposal = Propose([.. squares]);

        Assert.Empty(proposal.Areas);
        Assert.Equal(DivisionDefectKind.Gap, Assert.Single(proposal.Remaining).Kind);
    }

    [Fact]
    public void Two_drawings_of_one_grid_are_left_to_people()
    {
        var proposal = Propose(Area("a", Box(0, 0, 100, 100)), Area("b", Box(0, 0, 100, 100)));

        Assert.Empty(proposal.Areas);
        Assert.Equal(DivisionDefectKind.Overlap, Assert.Single(proposal.Remaining).Kind);
    }

    [Fact]
    public void A_crossing_ring_is_proposed_valid()
    {
        var proposal = Propose(Area("bow", Ring(0, 0, 100, 100, 100, 0, 0, 100)));

        Assert.Equal(RepairStepKind.FixedRings, Assert.Single(proposal.Steps).Kind);
        Assert.True(Assert.Single(proposal.Areas).After.IsValid);
        Assert.Empty(proposal.Remaining);
    }

    [Fact]
    public void Defects_that_are_not_asked_for_stay()
    {
        var areas = new[] { Area("a", Box(0, 0, 101, 100)), Area("b", Box(100, 0, 200, 100)), Area("c", Box(300, 0, 401, 100)), Area("d", Box(400, 0, 500, 100)) };
        var defects = Check(areas).Where(defect => defect.GridCodes.Contains("c")).ToList();

        var proposal = DivisionRepair.Propose(areas, null, new(), defects, ct: TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], Assert.Single(proposal.Remaining).GridCodes);
    }

    internal static RepairProposal Propose(params DivisionArea[] areas) => DivisionRepair.Propose(areas, null, new(), Check(areas), ct: TestContext.Current.CancellationToken);
}
