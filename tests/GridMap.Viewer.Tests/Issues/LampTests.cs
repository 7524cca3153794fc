using GridMap.Viewer.Issues;

namespace GridMap.Viewer.Tests.Issues;

public sealed class LampTests
{
    private static readonly DateTimeOffset Reported = Some.Noon;

    [Theory]
    [InlineData(0, nameof(Lamp.Green))]
    [InlineData(7.9, nameof(Lamp.Green))]
    [InlineData(8, nameof(Lamp.Yellow))]
    [InlineData(9.99, nameof(Lamp.Yellow))]
    [InlineData(10, nameof(Lamp.Red))]
    [InlineData(1000, nameof(Lamp.Red))]
    public void Lamp_turns_yellow_after_four_fifths_of_the_time_and_red_after_all(double hoursLater, string expected) =>
        Assert.Equal(expected, LampOf.Issue(Some.Issue(dueAt: Reported.AddHours(10)), Reported.AddHours(hoursLater)).ToString());

    [Fact]
    public void Issue_without_a_due_time_is_green_however_old() =>
        Assert.Equal(Lamp.Green, LampOf.Issue(Some.Issue(), Reported.AddYears(1)));

    [Fact]
    public void Resolved_issue_is_done_even_past_its_time() =>
        Assert.Equal(Lamp.Done, LampOf.Issue(Some.Issue(dueAt: Reported.AddHours(1), status: "resolved"), Reported.AddDays(9)));

    [Fact]
    public void Issue_due_before_it_was_reported_is_red_at_once() =>
        Assert.Equal(Lamp.Red, LampOf.Issue(Some.Issue(dueAt: Reported.AddHours(-1)), Reported));

    [Fact]
    public void Most_urgent_comes_first_and_without_a_due_time_the_gravest()
    {
        var late = Some.Issue(dueAt: Reported.AddDays(-2));
        var soon = Some.Issue(dueAt: Reported.AddDays(1));
        var grave = Some.Issue(severity: 3);
        var minor = Some.Issue(severity: 1);

        Assert.Equal([late, soon, grave, minor], LampOf.MostUrgentFirst([minor, soon, grave, late]));
    }
}
