using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Issues;

public sealed class ListIssuesTests(PostgisFixture postgis, SharedCounty shared) : IClassFixture<SharedCounty>
{
    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_and_carry_the_filters_on()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        await FillAsync(county, 250);
        var (numbers, pages) = (new List<long>(), 0);
        for (var next = "issues?limit=40&severity=2&category=%E5%8D%A0%E9%81%93"; next is not null; pages++)
        {
            var page = await county.GetAsync<FeatureCollection<Issue>>(next);
            Assert.Equal(page.Features.Count, page.NumberReturned);
            Assert.All(page.Features, feature => Assert.Equal(("占道", 2), (feature.Properties.Category, feature.Properties.Severity)));
            numbers.AddRange(page.Features.Select(feature => feature.Properties.Number));
            // Newer issues in between shift nothing.
            await county.ReportIssueAsync(at: "A", category: "占道");
            next = page.Next;
        }

        var all = await county.Db.ListNumbersAsync("category = '占道' AND severity = 2 AND description IS NOT NULL");
        Assert.Equal(all.OrderDescending(), numbers);
        Assert.Equal((all.Count + 39) / 40, pages);
    }

    [Fact]
    public async Task Every_filter_answers_what_the_table_holds()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B / C .");
        await FillAsync(county, 400);
        await county.SqlAsync("UPDATE grid SET level = 'town' WHERE grid_code = 'C'");
        await county.SqlAsync("UPDATE grid SET parent_grid_id = (SELECT grid_id FROM grid WHERE grid_code = 'C') WHERE grid_code = 'A'");
        var cases = new (string Query, string Truth)[]
        {
            ("", "true"), ("status=all", "true"), ("status=open", "status = 'open'"), ("status=resolved", "status = 'resolved'"),
            ("severity=3", "severity = 3"), ("category=占道", "category = '占道'"),
            ("gridCode=B", "grid_id = (SELECT grid_id FROM grid WHERE grid_code = 'B')"),
            ("gridCode=C", "grid_id IN (SELECT grid_id FROM grid WHERE grid_code IN ('A', 'C'))"),
            ("gridCode=none", "false"), ("outside=true", "grid_id IS NULL"),
            ("overdue=true", "status = 'open' AND due_at < now()"),
            ("overdue=false", "NOT (status = 'open' AND coalesce(due_at < now(), false))"),
            ("q=50%25", "description LIKE '%50\\%%'"), ("q=第_7", "false"), ("q=街 7", "address LIKE '%街 7%'"),
            ("bbox=104,36.4921875,104.0078125,36.5", "geom && ST_MakeEnvelope(104, 36.4921875, 104.0078125, 36.5, 4326)"),
            ("bbox=-180,-90,180,90", "true"), ("bbox=0,0,1,1", "false"),
            ("status=open&severity=1&gridCode=A", "status = 'open' AND severity = 1 AND grid_id = (SELECT grid_id FROM grid WHERE grid_code = 'A')"),
        };
        foreach (var (query, truth) in cases)
        {
            var page = await county.GetAsync<FeatureCollection<Issue>>($"issues?limit=1000&{query}");
            var expected = (await county.Db.ListNumbersAsync(truth)).OrderDescending();
            Assert.True(expected.SequenceEqual(page.Features.Select(one => one.Properties.Number)), $"{query}: {page.NumberReturned} issues");
        }
    }

    /// <summary>A page of few grids is read grid by grid where nothing else narrows it down: it must hold the same as any other.</summary>
    [Theory]
    [InlineData("", "deleted_at IS NULL")]
    [InlineData("&status=all&includeDeleted=true", "true")]
    [InlineData("&status=open", "deleted_at IS NULL AND status = 'open'")]
    [InlineData("&status=resolved", "deleted_at IS NULL AND status = 'resolved'")]
    [InlineData("&overdue=true", "deleted_at IS NULL AND status = 'open' AND due_at < now()")]
    [InlineData("&severity=3", "deleted_at IS NULL AND severity = 3")]
    public async Task Pages_of_an_area_hold_the_issues_of_its_grids_newest_first(string filter, string truth)
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B / C D");
        await FillAsync(county, 600);
        await county.SqlAsync("UPDATE issue SET deleted_at = now() WHERE issue_number % 6 = 0");
        await county.SqlAsync("UPDATE grid SET level = 'community' WHERE grid_code = 'D'");
        await county.SqlAsync("UPDATE grid SET parent_grid_id = (SELECT grid_id FROM grid WHERE grid_code = 'D') WHERE grid_code IN ('A', 'B')");
        await county.SqlAsync(Sql.For("Grids/rebuild-closure"), TestCounty.Code);
        using var client = county.App.CreateClient();
        client.BaseAddress = county.Client.BaseAddress;
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(await TestKeys.CreateAsync(county.Db, "viewer", TestCounty.Code, "D"));
        var numbers = new List<long>();
        for (var next = $"issues?limit=7{filter}"; next is not null;)
        {
            var page = (await TestCounty.SendAsync(client, HttpMethod.Get, next)).Read<FeatureCollection<Issue>>();
            numbers.AddRange(page.Features.Select(feature => feature.Properties.Number));
            next = page.Next;
        }

        var all = await county.Db.ListAsync(
            $"SELECT issue_number FROM issue WHERE grid_id IN (SELECT grid_id FROM grid WHERE grid_code IN ('A', 'B', 'D')) AND {truth} ORDER BY issue_number DESC",
            [], row => row.GetInt64(0), TestContext.Current.CancellationToken);
        Assert.NotEmpty(all);
        Assert.Equal(all, numbers);
    }

    [Fact]
    public async Task A_feature_carries_its_number_and_place()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        var issue = await county.ReportIssueAsync(at: "A");
        var answer = await county.SendAsync(HttpMethod.Get, "issues");
        Assert.Equal("application/geo+json", answer.Headers["Content-Type"]);
        var feature = answer.Json.GetProperty("features")[0];
        Assert.Equal(issue.Number, feature.GetProperty("id").GetInt64());
        Assert.Equal("Point", feature.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal([issue.Longitude, issue.Latitude], feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(one => one.GetDouble()));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("limit=1e1", "limit")]
    [InlineData("after=MTIz", "after")]
    [InlineData("after=%20", "after")]
    [InlineData("status=closed", "status")]
    [InlineData("severity=0", "severity")]
    [InlineData("overdue=yes", "overdue")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=3,2,1,4", "bbox")]
    [InlineData("bbox=NaN,2,3,4", "bbox")]
    [InlineData("bbox=1e400,2,3,4", "bbox")]
    [InlineData("bbox=1,2,3,400", "bbox")]
    [InlineData("q=a%00b", "q")]
    [InlineData("gridCode=%01", "gridCode")]
    public async Task A_parameter_that_cannot_be_used_is_named(string query, string name)
    {
        (await shared.County.SendAsync(HttpMethod.Get, $"issues?{query}")).AssertProblem(400, "bad-parameter", $"'{name}'");
    }

    [Fact]
    public async Task Another_list_s_cursor_is_refused()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B");
        var next = (await county.SendAsync(HttpMethod.Get, "grids?limit=1")).Json.GetProperty("next").GetString()!;
        (await county.SendAsync(HttpMethod.Get, "issues?" + next[next.IndexOf("after=", StringComparison.Ordinal)..]))
            .AssertProblem(400, "bad-parameter", "'after'");
    }

    [Fact]
    public async Task An_unknown_parameter_county_or_issue_is_named()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        (await county.SendAsync(HttpMethod.Get, "issues?stauts=open")).AssertProblem(400, "unknown-parameter", "'stauts'");
        (await county.SendAsync(HttpMethod.Get, "../123456/issues")).AssertProblem(404, "county-not-found", "123456");
        var id = Guid.CreateVersion7();
        (await county.SendAsync(HttpMethod.Get, $"issues/{id}")).AssertProblem(404, "not-found", id.ToString());
        (await county.SendAsync(HttpMethod.Get, $"issues/{id}/history")).AssertProblem(404, "not-found", id.ToString());
        (await county.SendAsync(HttpMethod.Get, "issues/12")).AssertProblem(400, "bad-parameter", "UUID");
    }

    // Open and resolved, due and overdue, of three categories, all over the drawing and beside it.
    private static Task<int> FillAsync(TestCounty county, int number) => county.SqlAsync(
        """
        INSERT INTO issue (county_code, issue_id, category, description, severity, address, status, reported_at, due_at, resolved_at, grid_id, geom)
        SELECT $1, gen_random_uuid(), (ARRAY['占道', '暴露垃圾', '乱贴'])[1 + n % 3],
            CASE n % 2 WHEN 0 THEN '清理了 50%' ELSE '第 ' || n END, 1 + n % 4 % 3, '东街 ' || n || ' 号',
            CASE WHEN n % 5 = 0 THEN 'resolved' ELSE 'open' END, now(),
            CASE n % 7 WHEN 0 THEN now() - interval '1 day' WHEN 1 THEN now() + interval '1 day' END,
            CASE WHEN n % 5 = 0 THEN now() END,
            (SELECT grid_id FROM grid WHERE ST_Covers(geom, place) ORDER BY grid_code LIMIT 1), place
        FROM generate_series(1, $2) AS n,
            LATERAL (SELECT ST_SetSRID(ST_MakePoint(104 + n * 37 % 101 * 0.0002, 36.484 + n * 53 % 97 * 0.0002), 4326) AS place) AS made
        """,
        TestCounty.Code, number);
}
