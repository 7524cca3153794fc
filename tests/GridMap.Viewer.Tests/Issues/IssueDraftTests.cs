using System.Text.Json;
using GridMap.Contracts.Geo;
using GridMap.Viewer.Api;
using GridMap.Viewer.Issues;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;

namespace GridMap.Viewer.Tests.Issues;

public sealed class IssueDraftTests
{
    private static readonly Texts Chinese = new(Language.Chinese);
    private readonly CountyClock clock = new(new FixedZones(), new StandingClock(Some.Noon));

    [Fact]
    public void Empty_draft_lacks_a_category_and_a_place() =>
        Assert.Equal(["Category", "Position"], new IssueDraft().Faults(Chinese, clock).Keys.Order());

    [Theory]
    [InlineData("不是时间")]
    [InlineData("2026-13-40T00:00")]
    public void Time_that_is_none_is_told(string dueAt)
    {
        var draft = new IssueDraft { Category = "道路不洁", Position = new Position(104, 30), DueAt = dueAt };
        Assert.Equal("日期不正确", draft.Faults(Chinese, clock)["DueAt"]);
    }

    [Fact]
    public void Report_says_the_due_time_of_the_countys_clocks()
    {
        var draft = new IssueDraft { Category = " 道路不洁 ", Position = new Position(104, 30), DueAt = "2026-11-24T08:30", Address = "  " };
        var report = draft.ToReport(clock);

        Assert.Equal("道路不洁", report.Category);
        Assert.Null(report.Address);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 30, 0, TimeSpan.Zero), report.DueAt);
    }

    [Fact]
    public void Same_draft_sent_twice_keeps_its_id()
    {
        var draft = new IssueDraft { Category = "道路不洁", Position = new Position(104, 30) };
        Assert.Equal(draft.ToReport(clock), draft.ToReport(clock));
    }

    [Fact]
    public void Draft_that_changed_nothing_sends_nothing()
    {
        var stored = Some.Issue(dueAt: Some.Noon.AddSeconds(17));
        Assert.Null(IssueDraft.Of(stored, clock).ChangesFrom(stored, clock));
    }

    [Fact]
    public void Edit_says_only_what_changed_and_its_inverse_brings_it_back()
    {
        var stored = Some.Issue();
        var draft = IssueDraft.Of(stored, clock);
        draft.Address = "";
        draft.Severity = 3;

        var edit = draft.ChangesFrom(stored, clock)!;

        Assert.Equal("""{"severity":3,"address":null}""", JsonSerializer.Serialize(edit, ApiJson.Options));
        Assert.Equal("""{"severity":2,"address":"东街 1 号"}""", JsonSerializer.Serialize(IssueDraft.Inverse(edit, stored), ApiJson.Options));
    }
}
