using GridMap.Contracts.Access;
using GridMap.Contracts.Facilities;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access;

/// <summary>Where writers may write.</summary>
public sealed class ScopedWritesTests(PostgisFixture postgis) : IAsyncLifetime
{
    private AreaCounty _county = null!;

    public async ValueTask InitializeAsync() => _county = await AreaCounty.CreateAsync(postgis);

    public ValueTask DisposeAsync() => _county.DisposeAsync();

    [Fact]
    public async Task An_inspector_reports_within_the_area_and_nowhere_else()
    {
        using var inspector = await _county.ClientAsync(Role.Inspector, "K1");
        foreach (var (place, status) in new[] { ("A", 201), ("B", 201), ("C", 422), ("D", 422), ("outside", 422) })
        {
            var before = await CountAsync();
            var issue = await TestCounty.SendAsync(inspector, HttpMethod.Post, "issues", Report(place));
            var facility = await TestCounty.SendAsync(inspector, HttpMethod.Post, "facilities",
                new AddFacility(Guid.CreateVersion7(), "toilet.dry", "旱厕", _county.County.At(place)));
            Assert.Equal((place, status, status), (place, issue.Status, facility.Status));
            if (status == 422) issue.AssertProblem(422, "outside-your-area", "position");
            Assert.Equal(status == 422 ? before : before + 2, await CountAsync());
        }
    }

    [Fact]
    public async Task A_thing_may_not_be_moved_out_of_the_area_nor_edited_beyond_it()
    {
        using var inspector = await _county.ClientAsync(Role.Inspector, "K1");
        var (own, foreign) = (_county.Issues[0], _county.Issues[3]);
        (await PatchAsync(inspector, own, new EditIssue { Position = _county.County.At("C") })).AssertProblem(422, "outside-your-area", "position");
        Assert.Equal(200, (await PatchAsync(inspector, own, new EditIssue { Position = _county.County.At("B") })).Status);
        (await PatchAsync(inspector, foreign, new EditIssue { Description = "看不见" })).AssertProblem(404, "not-found");
        (await PatchAsync(inspector, foreign, new EditIssue { Position = _county.County.At("A") })).AssertProblem(404, "not-found");
        (await TestCounty.SendAsync(inspector, HttpMethod.Delete, $"issues/{foreign.Id}", ifMatch: "\"1\"")).AssertProblem(404, "not-found");
        (await TestCounty.SendAsync(inspector, HttpMethod.Delete, $"facilities/{_county.Facilities[3].Id}", ifMatch: "\"1\"")).AssertProblem(404, "not-found");
        Assert.Equal(1, await _county.County.SqlScalarAsync<long>("SELECT revision FROM issue WHERE issue_id = $1", foreign.Id));
    }

    [Fact]
    public async Task A_department_writes_what_is_assigned_to_its_unit_and_keeps_it_there()
    {
        using var department = await _county.ClientAsync(Role.Department, unit: "U1");
        var own = _county.Issues.First(issue => issue is { Place: "D", Unit: "U1" });
        Assert.Equal(200, (await PatchAsync(department, own, new EditIssue { Status = IssueStatus.Resolved })).Status);
        (await PatchAsync(department, own, new EditIssue { UnitCode = "U2" }, 2)).AssertProblem(422, "outside-your-area", "unitCode");
        (await PatchAsync(department, own, new EditIssue { UnitCode = null }, 2)).AssertProblem(422, "outside-your-area", "unitCode");
        (await PatchAsync(department, _county.Issues.First(issue => issue.Unit == "U2"), new EditIssue { UnitCode = "U1" })).AssertProblem(404, "not-found");
        Assert.Equal(201, (await TestCounty.SendAsync(department, HttpMethod.Post, "issues", Report("C") with { UnitCode = "U1" })).Status);
        (await TestCounty.SendAsync(department, HttpMethod.Post, "issues", Report("C") with { UnitCode = "U2" })).AssertProblem(422, "outside-your-area", "unitCode");
        (await TestCounty.SendAsync(department, HttpMethod.Post, "facilities", new AddFacility(Guid.CreateVersion7(), "toilet.dry", "旱厕", _county.County.At("A"), UnitCode: "U1")))
            .AssertProblem(403, "not-allowed");
    }

    [Fact]
    public async Task A_resend_tells_nobody_what_became_of_a_report_that_left_the_area()
    {
        using var inspector = await _county.ClientAsync(Role.Inspector, "K1");
        var report = Report("A");
        Assert.Equal(201, (await TestCounty.SendAsync(inspector, HttpMethod.Post, "issues", report)).Status);
        Assert.Equal(200, (await TestCounty.SendAsync(inspector, HttpMethod.Post, "issues", report)).Status);
        await PatchAsync(_county.County.Client, new(report.Id, "A", null, ""), new EditIssue { Position = _county.County.At("D"), Description = "机密" });

        var again = await TestCounty.SendAsync(inspector, HttpMethod.Post, "issues", report);

        again.AssertProblem(409, "id-already-used");
        Assert.DoesNotContain("机密", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_write_is_audited_once_by_name_and_a_resend_or_refusal_is_no_second_change()
    {
        using var inspector = await _county.ClientAsync(Role.Inspector, "K1");
        var before = await _county.County.SqlScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE county_code = $1", TestCounty.Code);
        var report = Report("A");
        for (var time = 0; time < 3; time++) await TestCounty.SendAsync(inspector, HttpMethod.Post, "issues", report);
        await PatchAsync(inspector, new(report.Id, "A", null, ""), new EditIssue { Severity = 3 });
        await PatchAsync(inspector, new(report.Id, "A", null, ""), new EditIssue { Severity = 1 });
        await PatchAsync(inspector, new(report.Id, "A", null, ""), new EditIssue { Position = _county.County.At("D") }, 2);
        await TestCounty.SendAsync(inspector, HttpMethod.Delete, $"issues/{report.Id}", ifMatch: "\"2\"");

        var told = await _county.Db.ListAsync(
            "SELECT actor || ' ' || action || ' ' || coalesce(content #>> '{after,severity}', '') FROM audit_entry WHERE county_code = $1 AND outcome = 'done' ORDER BY sequence OFFSET $2",
            [TestCounty.Code, before], row => row.GetString(0), TestContext.Current.CancellationToken);

        Assert.Equal(["inspector issue.added 2", "inspector issue.edited 3", "inspector issue.deleted "], told);
    }

    private ReportIssue Report(string place) => new(Guid.CreateVersion7(), "暴露垃圾", _county.County.At(place));

    private static Task<Answer> PatchAsync(HttpClient client, Thing issue, EditIssue edit, long revision = 1) =>
        TestCounty.SendAsync(client, HttpMethod.Patch, $"issues/{issue.Id}", edit, $"\"{revision}\"");

    private Task<long> CountAsync() => _county.County.SqlScalarAsync<long>("SELECT (SELECT count(*) FROM issue) + (SELECT count(*) FROM facility)");
}
