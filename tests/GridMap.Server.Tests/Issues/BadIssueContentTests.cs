using GridMap.Contracts.Issues;
using GridMap.Testing;

namespace GridMap.Server.Tests.Issues;

public sealed class BadIssueContentTests(PostgisFixture postgis, SharedCounty shared) : IClassFixture<SharedCounty>
{
    [Theory]
    // Broken content: 400, with the place.
    [InlineData("", 400, "bad-body", "missing")]
    [InlineData("null", 400, "bad-body", "missing")]
    [InlineData("{", 400, "bad-body", "Line 1")]
    [InlineData("[]", 400, "bad-body", "Line 1")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":104,"latitude":36}""", 400, "bad-body", "Line 1")]
    [InlineData("""{"category":"占道","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "'id'")]
    [InlineData("""{"id":"12","category":"占道","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "$.id")]
    [InlineData("""{"id":"ID","category":"占道"}""", 400, "bad-body", "'position'")]
    [InlineData("""{"id":"ID","category":"占道","position":{}}""", 400, "bad-body", "'longitude'")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":104}}""", 400, "bad-body", "'latitude'")]
    [InlineData("""{"id":"ID","category":"占道","position":[104,36]}""", 400, "bad-body", "$.position")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":"104","latitude":36}}""", 400, "bad-body", "$.position.longitude")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":NaN,"latitude":36}}""", 400, "bad-body", "$.position.longitude")]
    [InlineData("""{"id":"ID","category":"占道","severity":"2","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "$.severity")]
    [InlineData("""{"id":"ID","category":"占道","county":"990102","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "$.county")]
    [InlineData("""{"id":"ID","category":"占道","category":"乱贴","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "category")]
    [InlineData("""{"id":"ID","category":"占道","dueAt":"tomorrow","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "$.dueAt")]
    [InlineData("""{"id":"ID","category":null,"position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "$.category")]
    [InlineData("""{"id":"ID","category":"\ud800","position":{"longitude":104,"latitude":36}}""", 400, "bad-body", "$.category")]
    // Values that cannot be stored: 422, by name.
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000000","category":"占道","position":{"longitude":104,"latitude":36}}""", 422, "invalid", "id")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":1e400,"latitude":36}}""", 422, "invalid", "position.longitude")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":104,"latitude":-1e400}}""", 422, "invalid", "position.latitude")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":500,"latitude":36}}""", 422, "invalid", "position.longitude")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":120,"latitude":95}}""", 422, "invalid", "position.latitude")]
    [InlineData("""{"id":"ID","category":"占道","position":{"longitude":36.4,"latitude":104.1}}""", 422, "invalid", "swapped")]
    [InlineData("""{"id":"ID","category":" ","position":{"longitude":104,"latitude":36}}""", 422, "invalid", "category")]
    [InlineData("""{"id":"ID","category":"a\u0000b","position":{"longitude":104,"latitude":36}}""", 422, "invalid", "category")]
    [InlineData("""{"id":"ID","category":"占道","severity":0,"position":{"longitude":104,"latitude":36}}""", 422, "invalid", "severity")]
    [InlineData("""{"id":"ID","category":"占道","source":"rumour","position":{"longitude":104,"latitude":36}}""", 422, "invalid", "source")]
    [InlineData("""{"id":"ID","category":"占道","dueAt":"1899-01-01T00:00:00Z","position":{"longitude":104,"latitude":36}}""", 422, "invalid", "dueAt")]
    [InlineData("""{"id":"ID","category":"占道","unitCode":"U9","position":{"longitude":104,"latitude":36}}""", 422, "invalid", "unitCode")]
    public async Task What_cannot_be_an_issue_is_refused_and_stores_nothing(string content, int status, string type, string words)
    {
        var answer = await shared.County.SendAsync(HttpMethod.Post, "issues", content.Replace("ID", Guid.CreateVersion7().ToString(), StringComparison.Ordinal));
        answer.AssertProblem(status, type, words);
        Assert.Equal(0, await shared.County.SqlScalarAsync<long>("SELECT count(*) FROM issue"));
    }

    [Theory]
    [InlineData("category", 101)]
    [InlineData("description", 4001)]
    [InlineData("address", 301)]
    [InlineData("unitCode", 101)]
    public async Task Too_long_a_text_is_refused_by_name(string member, int characters)
    {
        var content = $$"""{"id":"{{Guid.CreateVersion7()}}","position":{"longitude":104,"latitude":36},"category":"占道","{{member}}":"{{new string('长', characters)}}"}""";
        if (member == "category") content = content.Replace("\"category\":\"占道\",", "", StringComparison.Ordinal);
        (await shared.County.SendAsync(HttpMethod.Post, "issues", content)).AssertProblem(422, "invalid", $"{member}: it has {characters}");
    }

    [Fact]
    public async Task Coordinates_swapped_within_range_are_known_by_the_county_s_grids()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A");
        await county.SqlAsync("UPDATE grid SET geom = ST_Translate(geom, -104 + 7, 0)");
        await county.SqlAsync("UPDATE county SET grid_revision = grid_revision + 1");
        var report = new ReportIssue(Guid.CreateVersion7(), "占道", new(36.4961, 7.0039));
        (await county.SendAsync(HttpMethod.Post, "issues", report)).AssertProblem(422, "invalid", "swapped");
    }

    [Fact]
    public async Task Content_of_another_type_is_a_415()
    {
        using var response = await shared.County.Client.PostAsync("issues", new StringContent("a=b"), TestContext.Current.CancellationToken);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Contains("urn:gridmap:problem:unsupported-media-type", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_content_is_a_413_and_what_has_no_address_a_404()
    {
        // The in-process server limits nothing: a real one has to listen.
        await using var app = new GridMapApp(await postgis.CreateDatabaseAsync(), ownsDatabase: true) { IsIdle = true };
        using var client = app.ListenForClient();
        using var large = await client.PostAsync("/api/counties/990101/issues",
            new StringContent(new string(' ', 300_000), System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)large.StatusCode);
        Assert.Contains("urn:gridmap:problem:too-large", await large.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var nowhere = await client.GetAsync("/api/nowhere", TestContext.Current.CancellationToken);
        Assert.Contains("urn:gridmap:problem:no-such-address", await nowhere.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
