using GridMap.Spatial.Divisions;
using static GridMap.Spatial.Tests.Divisions.Sketch;

namespace GridMap.Spatial.Tests.Divisions;

public sealed class DivisionCodesTests
{
    [Theory]
    [InlineData("510181001", DivisionLevels.Town, true)]
    [InlineData("510181001000", DivisionLevels.Town, true)]
    [InlineData("510181001001", DivisionLevels.Town, false)]
    [InlineData("51018100", DivisionLevels.Town, false)]
    [InlineData("510181001002", DivisionLevels.Community, true)]
    [InlineData("510181001000", DivisionLevels.Community, false)]
    [InlineData("510181001002003", DivisionLevels.Unit, true)]
    [InlineData("510181001002000", DivisionLevels.Unit, false)]
    [InlineData("51018100100200A", DivisionLevels.Unit, false)]
    [InlineData("５10181001002003", DivisionLevels.Unit, false)]
    [InlineData("东街一号", DivisionLevels.Responsibility, true)]
    [InlineData(" ", DivisionLevels.Responsibility, false)]
    public void A_code_has_the_form_of_its_level(string code, string level, bool isGood) => Assert.Equal(isGood, DivisionCodes.HasForm(code, level));

    [Fact]
    public void A_unit_grid_has_its_communitys_code_even_through_a_responsibility_grid()
    {
        var areas = new[]
        {
            Area("510181001", Box(0, 0, 100, 100), DivisionLevels.Town),
            Area("510181001002", Box(0, 0, 100, 100), DivisionLevels.Community, "510181001"),
            Area("东街", Box(0, 0, 100, 100), DivisionLevels.Responsibility, "510181001002"),
            Area("510181001002001", Box(0, 0, 50, 100), DivisionLevels.Unit, "东街"),
            Area("510181001003001", Box(50, 0, 100, 100), DivisionLevels.Unit, "东街"),
        };

        var wrong = Assert.Single(DivisionCodes.Check(areas, DivisionCodes.Gbt30428, "510181"));

        Assert.Equal(DivisionDefectKind.InvalidCode, wrong.Kind);
        Assert.Equal(["510181001003001"], wrong.GridCodes);
        Assert.Equal(4, DivisionCodes.Check(areas, DivisionCodes.Gbt30428, "510182").Count);
        Assert.Empty(DivisionCodes.Check(areas, DivisionCodes.Free, "510182"));
    }

    [Fact]
    public void Unit_grids_are_numbered_row_by_row_from_the_north_and_each_row_from_the_west()
    {
        // The rows are a little askew, as drawn ones are.
        var shapes = new[] { Box(0, 0, 100, 90), Box(100, 5, 200, 104), Box(0, 90, 100, 200), Box(100, 104, 200, 210), Box(200, 100, 300, 195) };

        Assert.Equal(
            ["510181001002004", "510181001002005", "510181001002001", "510181001002002", "510181001002003"],
            DivisionCodes.Generate("510181001002", shapes));
    }

    [Fact]
    public void Codes_that_are_taken_are_not_given_again() =>
        Assert.Equal(["510181001002002"], DivisionCodes.Generate("510181001002", [Box(0, 0, 1, 1)], new HashSet<string> { "510181001002001" }));

    [Fact]
    public void A_community_has_999_numbers() =>
        Assert.Throws<ArgumentException>(() => DivisionCodes.Generate("510181001002", [.. Enumerable.Range(0, 1000).Select(at => Box(at, 0, at + 1, 1))]));
}
