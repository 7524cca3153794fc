using Bunit;
using GridMap.Viewer.Layers;

namespace GridMap.Viewer.Tests.Layers;

public sealed class LegendTests : BunitContext
{
    [Fact]
    public void Five_breaks_make_six_classes_from_zero_to_no_limit()
    {
        var classes = LegendClass.Of([5, 15, 30, 60, 120]);

        Assert.Equal(["0", "5", "15", "30", "60", "120+"], classes.Select(one => one.Tick));
        Assert.Equal(["d0", "d1", "d2", "d3", "d4", "d5"], classes.Select(one => one.Colour));
        Assert.Equal((120, null), (classes[^1].From, classes[^1].To));
    }

    [Fact]
    public void Legend_states_every_break()
    {
        var legend = Render<Legend>(parameters => parameters.Add(one => one.Breaks, [0.2, 0.5, 1, 2, 3]));

        Assert.Equal(["0", "0.2", "0.5", "1", "2", "3+"], legend.FindAll("span").Select(tick => tick.TextContent));
        Assert.Equal("0.2 < x ≤ 0.5", legend.FindAll("[title]")[1].GetAttribute("title"));
    }

    [Fact]
    public void County_without_a_first_count_has_no_legend() =>
        Assert.Empty(Render<Legend>(parameters => parameters.Add(one => one.Breaks, [])).Markup.Trim());
}
