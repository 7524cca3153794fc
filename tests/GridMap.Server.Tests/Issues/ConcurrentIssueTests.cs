using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Issues;

public sealed class ConcurrentIssueTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_sent_again_and_again_at_once_is_stored_once()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var report = new ReportIssue(Guid.CreateVersion7(), "暴露垃圾", county.At("A"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendOftenAsync()));
        Assert.Equal(1, answers.Sum(one => one.Count(status => status == 201)));
        Assert.All(answers.SelectMany(one => one), status => Assert.True(status is 200 or 201));
        Assert.Equal((1L, 1L, 1L), await CountsAsync(county));

        async Task<List<int>> SendOftenAsync()
        {
            var statuses = new List<int>();
            for (var time = 0; time < 50; time++) statuses.Add((await county.SendAsync(HttpMethod.Post, "issues", report)).Status);
            return statuses;
        }
    }

    [Fact]
    public async Task Of_different_reports_under_one_id_at_once_exactly_one_is_stored()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        for (var round = 0; round < 20; round++)
        {
            var id = Guid.CreateVersion7();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(one =>
                county.SendAsync(HttpMethod.Post, "issues", new ReportIssue(id, $"第 {one} 种", county.At("A")))));
            Assert.Equal((1, 7), (answers.Count(one => one.Status == 201), answers.Count(one => one.ProblemType == "id-already-used")));
        }
    }

    [Fact]
    public async Task Of_two_editors_neither_overwrites_the_other_unseen()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        var successes = (await Task.WhenAll(EditOftenAsync("甲"), EditOftenAsync("乙"))).SelectMany(one => one).ToList();
        var final = (await county.GetAsync<Feature<Issue>>($"issues/{issue.Id}")).Properties;
        Assert.Equal(successes.Count + 1, final.Revision);
        Assert.Equal(Enumerable.Range(2, successes.Count).Select(one => (long)one), successes.Select(one => one.Revision).Order());
        Assert.Equal(successes.MaxBy(one => one.Revision).Description, final.Description);
        var changes = await county.Db.ListAsync(
            "SELECT revision, before->>'description', after->>'description' FROM change WHERE action = 'edited' ORDER BY revision", [],
            row => (Revision: row.GetInt64(0), Before: row.Nullable<string>(1), After: row.GetString(2)), Ct);
        Assert.Equal(successes.OrderBy(one => one.Revision), changes.Select(change => (change.Revision, change.After)));
        Assert.Equal(changes.SkipLast(1).Select(change => change.After), changes.Skip(1).Select(change => change.Before));

        async Task<List<(long Revision, string Description)>> EditOftenAsync(string editor)
        {
            var stored = new List<(long, string)>();
            var seen = issue.Revision;
            for (var time = 0; time < 200; time++)
            {
                var description = $"{editor} {time}";
                var answer = await county.SendAsync(HttpMethod.Patch, $"issues/{issue.Id}", new EditIssue { Description = description }, $"\"{seen}\"");
                if (answer.Status == 412) seen = answer.Json.GetProperty("current").GetProperty("properties").GetProperty("revision").GetInt64();
                else stored.Add((seen = answer.Read<Feature<Issue>>().Properties.Revision, description));
            }

            return stored;
        }
    }

    [Fact]
    public async Task No_issue_is_ever_stored_with_a_grid_of_an_older_division()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        using var stop = new CancellationTokenSource();
        using var written = new SemaphoreSlim(0);
        var writers = Enumerable.Range(0, 6).Select(WriteAsync).ToList();
        for (var change = 0; change < 30; change++)
        {
            await SwapGridsAsync(county);
            for (var write = 0; write < 4; write++) Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30), Ct), "nothing is written any more");
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Empty(await county.Db.ListAsync(
            """
            SELECT i.issue_number, i.grid_id FROM issue AS i
            WHERE i.grid_id IS DISTINCT FROM (
                SELECT g.grid_id FROM grid AS g WHERE ST_Covers(g.geom, i.geom) ORDER BY g.grid_code LIMIT 1)
            """, [], row => row.GetInt64(0), Ct));

        // Reports in A and B by turns, and moves what was reported to the other.
        async Task WriteAsync(int writer)
        {
            for (var turn = writer; !stop.IsCancellationRequested; turn++)
            {
                var (at, to) = turn % 2 == 0 ? ("A", "B") : ("B", "A");
                var issue = await county.ReportIssueAsync(at);
                var moved = await county.SendAsync(HttpMethod.Patch, $"issues/{issue.Id}", new EditIssue { Position = county.At(to) }, "\"1\"");
                // The change of grids may have come between.
                Assert.True(moved.Status is 200 or 412, moved.Text);
                written.Release();
            }
        }
    }

    // What an import of grids does: locks the county, gives the two grids each other's ground and every issue its grid anew.
    private static async Task SwapGridsAsync(TestCounty county)
    {
        await using var connection = await county.Db.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        foreach (var sql in (string[])
            [
                "SELECT grid_revision FROM county WHERE county_code = '990101' FOR UPDATE",
                "UPDATE grid AS g SET geom = other.geom FROM grid AS other WHERE other.grid_id <> g.grid_id",
                """
                UPDATE issue AS i SET grid_id = g.grid_id, revision = i.revision + 1
                FROM grid AS g WHERE ST_Covers(g.geom, i.geom) AND i.grid_id <> g.grid_id
                """,
                "UPDATE county SET grid_revision = grid_revision + 1 WHERE county_code = '990101'",
            ])
        {
            await using var command = connection.Command(sql);
            await command.ExecuteNonQueryAsync(Ct);
        }

        await transaction.CommitAsync(Ct);
    }

    private static async Task<(long Issues, long Changes, long Marks)> CountsAsync(TestCounty county) => (
        await county.SqlScalarAsync<long>("SELECT count(*) FROM issue"),
        await county.SqlScalarAsync<long>("SELECT count(*) FROM change WHERE entity = 'issue'"),
        await county.SqlScalarAsync<long>("SELECT count(*) FROM dirty_grid"));
}
