using GridMap.Contracts.Changes;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Testing;

namespace GridMap.Server.Tests.Issues;

public sealed class ReportIssueTests(PostgisFixture postgis)
{
    [Fact]
    public async Task A_report_is_stored_in_its_grid_with_history_and_mark()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var issue = await county.ReportIssueAsync(at: "B");
        Assert.Equal(("B", "open", 1L, 2, "patrol"), (issue.GridCode, issue.Status, issue.Revision, issue.Severity, issue.Source));
        Assert.Equal(county.At("B"), new Position(issue.Longitude, issue.Latitude));
        var change = Assert.Single(await county.GetAsync<List<Change>>($"issues/{issue.Id}/history"));
        Assert.Equal(("added", 1L), (change.Action, change.Revision));
        Assert.Null(change.Before);
        Assert.Equal("暴露垃圾", change.After!.Value.GetProperty("category").GetString());
        Assert.Equal("B", change.After!.Value.GetProperty("gridCode").GetString());
        Assert.Equal(1, await MarksAsync(county, "B"));
        Assert.Equal(0, await MarksAsync(county, "A"));
    }

    [Fact]
    public async Task An_issue_on_a_shared_edge_belongs_to_the_lowest_code()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "B A");
        Assert.Equal("A", (await county.ReportIssueAsync(at: "A|B")).GridCode);
    }

    [Fact]
    public async Task An_issue_outside_all_grids_is_kept_and_can_be_listed()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var inside = await county.ReportIssueAsync(at: "A");
        var outside = await county.ReportIssueAsync(at: "outside");
        Assert.Null(outside.GridCode);
        Assert.Equal([outside.Id], await IdsAsync(county, "issues?outside=true"));
        Assert.Equal([inside.Id], await IdsAsync(county, "issues?outside=false"));
    }

    [Fact]
    public async Task The_same_report_again_is_answered_with_what_is_stored()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var report = new ReportIssue(Guid.CreateVersion7(), "暴露垃圾", county.At("A"), DueAt: new(2030, 1, 2, 8, 0, 0, TimeSpan.FromHours(8)));
        var first = await county.SendAsync(HttpMethod.Post, "issues", report);
        var again = await county.SendAsync(HttpMethod.Post, "issues", report);
        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("\"1\"", again.Headers["ETag"]);
        Assert.Equal($"/api/counties/{TestCounty.Code}/issues/{report.Id}", first.Headers["Location"]);
        Assert.Equal(first.Text, (await county.SendAsync(HttpMethod.Get, first.Headers["Location"])).Text);
    }

    [Fact]
    public async Task Another_report_under_the_same_id_is_refused_and_changes_nothing()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        var answer = await county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(issue.Id, "店外经营", county.At("A")));
        answer.AssertProblem(409, "id-already-used", issue.Id.ToString());
        Assert.Equal(issue, (await county.GetAsync<Feature<Issue>>($"issues/{issue.Id}")).Properties);
    }

    [Fact]
    public async Task The_same_id_in_two_counties_stands_for_two_issues()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        await county.SqlAsync("INSERT INTO county (county_code, name, time_zone) VALUES ('990102', '邻县', 'Asia/Shanghai')");
        var answer = await county.SendAsync(HttpMethod.Post, "../990102/issues", new ReportIssue(issue.Id, "店外经营", county.At("A")));
        Assert.Equal(201, answer.Status);
        Assert.Equal("暴露垃圾", (await county.GetAsync<Feature<Issue>>($"issues/{issue.Id}")).Properties.Category);
    }

    [Fact]
    public async Task A_unit_of_the_county_is_named_and_another_refused()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind) VALUES ($1, 'U1', '城管局', 'functional')", TestCounty.Code);
        var known = await county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(Guid.CreateVersion7(), "占道", county.At("A"), UnitCode: "U1"));
        Assert.Equal("城管局", known.Read<Feature<Issue>>().Properties.UnitName);
        var unknown = await county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(Guid.CreateVersion7(), "占道", county.At("A"), UnitCode: "U9"));
        unknown.AssertProblem(422, "invalid", "unitCode");
        Assert.Equal(1, await county.SqlScalarAsync<long>("SELECT count(*) FROM issue"));
    }

    [Fact]
    public async Task An_unknown_county_is_a_404_and_stores_nothing()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var answer = await county.SendAsync(HttpMethod.Post, "../111111/issues", new ReportIssue(Guid.CreateVersion7(), "占道", county.At("A")));
        answer.AssertProblem(404, "county-not-found", "111111");
        Assert.Equal(0, await county.SqlScalarAsync<long>("SELECT count(*) FROM issue"));
    }

    internal static Task<long> MarksAsync(TestCounty county, string gridCode) => county.SqlScalarAsync<long>(
        "SELECT count(*) FROM dirty_grid JOIN grid USING (county_code, grid_id) WHERE grid_code = $1", gridCode);

    internal static async Task<IEnumerable<Guid>> IdsAsync(TestCounty county, string address) =>
        (await county.GetAsync<FeatureCollection<Issue>>(address)).Features.Select(feature => feature.Properties.Id);
}
