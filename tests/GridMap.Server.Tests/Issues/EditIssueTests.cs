using GridMap.Contracts.Changes;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Testing;
using static GridMap.Server.Tests.Issues.ReportIssueTests;

namespace GridMap.Server.Tests.Issues;

public sealed class EditIssueTests(PostgisFixture postgis, SharedCounty shared) : IClassFixture<SharedCounty>
{
    [Fact]
    public async Task Resolving_and_reopening_stamp_the_database_s_time_and_mark_the_grid()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var issue = await county.ReportIssueAsync(at: "A");
        var resolved = await EditAsync(county, issue, new EditIssue { Status = "resolved" });
        Assert.Equal(("resolved", 2L), (resolved.Status, resolved.Revision));
        Assert.Equal(resolved.UpdatedAt, resolved.ResolvedAt);
        var reopened = await EditAsync(county, resolved, new EditIssue { Status = "open" });
        Assert.Equal(("open", 3L, null), (reopened.Status, reopened.Revision, reopened.ResolvedAt));
        Assert.Equal(["added", "resolved", "reopened"], await ActionsAsync(county, issue.Id));
        Assert.Equal(3, await MarksAsync(county, "A"));
        Assert.Equal(0, await MarksAsync(county, "B"));
    }

    [Fact]
    public async Task A_move_marks_the_grid_that_was_left_and_the_one_that_was_entered()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var issue = await county.ReportIssueAsync(at: "A");
        var moved = await EditAsync(county, issue, new EditIssue { Position = county.At("B") });
        Assert.Equal(("B", county.At("B")), (moved.GridCode, new Position(moved.Longitude, moved.Latitude)));
        Assert.Equal((2, 1), (await MarksAsync(county, "A"), await MarksAsync(county, "B")));
        var change = (await county.GetAsync<List<Change>>($"issues/{issue.Id}/history"))[1];
        Assert.Equal(["gridCode", "longitude"], change.After!.Value.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(("A", "B"), (change.Before!.Value.GetProperty("gridCode").GetString(), change.After!.Value.GetProperty("gridCode").GetString()));
        var left = await EditAsync(county, moved, new EditIssue { Position = county.At("outside") });
        Assert.Null(left.GridCode);
        Assert.Equal((2, 2), (await MarksAsync(county, "A"), await MarksAsync(county, "B")));
    }

    [Fact]
    public async Task An_edit_of_words_marks_no_grid_and_keeps_what_was_not_named()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        var edited = await EditAsync(county, issue, new EditIssue { Description = "路边一堆", Severity = 3, Address = "东街 1 号" });
        Assert.Equal(issue with { Description = "路边一堆", Severity = 3, Address = "东街 1 号", Revision = 2, UpdatedAt = edited.UpdatedAt }, edited);
        var cleared = await EditAsync(county, edited, """{"description":null}""");
        Assert.Equal((null, "东街 1 号"), (cleared.Description, cleared.Address));
        Assert.Equal(1, await MarksAsync(county, "A"));
        Assert.Equal(["added", "edited", "edited"], await ActionsAsync(county, issue.Id));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_trace()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        Assert.Equal(issue, await EditAsync(county, issue, new EditIssue { Category = issue.Category, Severity = 2 }));
        Assert.Equal(["added"], await ActionsAsync(county, issue.Id));
    }

    [Fact]
    public async Task A_stale_edit_is_refused_with_what_stands_now()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        var theirs = await EditAsync(county, issue, new EditIssue { Address = "他们的" });
        var mine = await county.SendAsync(HttpMethod.Patch, $"issues/{issue.Id}", new EditIssue { Address = "我的" }, ifMatch: "\"1\"");
        mine.AssertProblem(412, "changed-meanwhile", "revision 2");
        var current = mine.Json.GetProperty("current").GetProperty("properties");
        Assert.Equal((theirs.Address, 2L), (current.GetProperty("address").GetString(), current.GetProperty("revision").GetInt64()));
        Assert.Equal(theirs, (await county.GetAsync<Feature<Issue>>($"issues/{issue.Id}")).Properties);
    }

    [Theory]
    [InlineData(null, 428, "if-match-required")]
    [InlineData("*", 428, "if-match-required")]
    [InlineData("1", 400, "bad-parameter")]
    [InlineData("W/\"1\"", 400, "bad-parameter")]
    [InlineData("\"one\"", 400, "bad-parameter")]
    [InlineData("\"1\", \"2\"", 400, "bad-parameter")]
    [InlineData("\"7\"", 412, "changed-meanwhile")]
    public async Task An_edit_says_which_revision_it_changes(string? ifMatch, int status, string type)
    {
        var county = shared.County;
        var issue = await county.ReportIssueAsync(at: "A");
        (await county.SendAsync(HttpMethod.Patch, $"issues/{issue.Id}", new EditIssue { Severity = 1 }, ifMatch)).AssertProblem(status, type);
        (await county.SendAsync(HttpMethod.Delete, $"issues/{issue.Id}", ifMatch: ifMatch)).AssertProblem(status, type);
        Assert.Equal(["added"], await ActionsAsync(county, issue.Id));
    }

    [Fact]
    public async Task A_deletion_hides_keeps_and_can_be_taken_back()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        var deleted = (await county.SendAsync(HttpMethod.Delete, $"issues/{issue.Id}", ifMatch: "\"1\"")).Read<Feature<Issue>>().Properties;
        Assert.True(deleted.IsDeleted);
        Assert.Empty(await IdsAsync(county, "issues"));
        Assert.Equal([issue.Id], await IdsAsync(county, "issues?includeDeleted=true"));
        var edit = await county.SendAsync(HttpMethod.Patch, $"issues/{issue.Id}", new EditIssue { Severity = 1 }, ifMatch: "\"2\"");
        edit.AssertProblem(409, "conflict", "deleted");
        var restored = await EditAsync(county, deleted, new EditIssue { IsDeleted = false });
        Assert.Equal(issue with { Revision = 3, UpdatedAt = restored.UpdatedAt }, restored);
        Assert.Equal(["added", "deleted", "restored"], await ActionsAsync(county, issue.Id));
        Assert.Equal(3, await MarksAsync(county, "A"));
    }

    [Theory]
    [InlineData("""{"category":null}""", "category")]
    [InlineData("""{"category":"  "}""", "category")]
    [InlineData("""{"severity":null}""", "severity")]
    [InlineData("""{"severity":4}""", "severity")]
    [InlineData("""{"status":"done"}""", "status")]
    [InlineData("""{"source":"rumour"}""", "source")]
    [InlineData("""{"position":null}""", "position")]
    [InlineData("""{"position":{"longitude":36.4,"latitude":104.1}}""", "swapped")]
    [InlineData("""{"dueAt":"0001-01-01T00:00:00Z"}""", "dueAt")]
    [InlineData("""{"unitCode":"none"}""", "unitCode")]
    public async Task A_value_that_cannot_be_is_refused_by_name(string edit, string name)
    {
        var county = shared.County;
        var issue = await county.ReportIssueAsync(at: "A");
        (await county.SendAsync(HttpMethod.Patch, $"issues/{issue.Id}", edit, ifMatch: "\"1\"")).AssertProblem(422, "invalid", name);
        Assert.Equal(issue, (await county.GetAsync<Feature<Issue>>($"issues/{issue.Id}")).Properties);
    }

    [Fact]
    public async Task What_an_import_let_in_does_not_stand_in_the_way_of_an_edit()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        await county.SqlAsync("UPDATE issue SET category = repeat('长', 200)");
        Assert.Equal("resolved", (await EditAsync(county, issue, new EditIssue { Status = "resolved" })).Status);
    }

    private static async Task<Issue> EditAsync(TestCounty county, Issue seen, object edit) =>
        (await county.SendAsync(HttpMethod.Patch, $"issues/{seen.Id}", edit, $"\"{seen.Revision}\"")).Read<Feature<Issue>>().Properties;

    private static async Task<IEnumerable<string>> ActionsAsync(TestCounty county, Guid id) =>
        (await county.GetAsync<List<Change>>($"issues/{id}/history")).Select(change => change.Action);
}
