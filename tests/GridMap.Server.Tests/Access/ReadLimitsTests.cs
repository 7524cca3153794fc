using GridMap.Contracts.Access;
using GridMap.Server.Access;
using GridMap.Server.Tests.Accounts;
using GridMap.Server.Tests.Import;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Access;

/// <summary>What is expensive is answered to each account or key a few at a time, and not for ever.</summary>
public sealed class ReadLimitsTests(PostgisFixture postgis)
{
    private const string Base = $"/api/counties/{TestCounty.Code}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"{Base}/issues.csv", "Limits:Exports")]
    [InlineData($"{Base}/issues", "Limits:Lists")]
    [InlineData($"{Base}/search?q=x", "Limits:Searches")]
    [InlineData("/tiles/990101/issues/14/12926/6455.mvt", "Limits:Tiles")]
    public async Task Who_asks_for_more_at_a_time_is_told_to_wait_and_nobody_else_is(string address, string setting)
    {
        await using var county = await TestCounty.ListenAsync(postgis, "A", (setting, "1"), ("Limits:WaitingPerPlace", "0"));
        using var other = People.Client(county.App, await TestKeys.CreateAsync(county.Db, Role.Viewer, TestCounty.Code));
        await using var held = await HoldAsync(county, "issue");

        var first = county.Client.GetAsync(address, Ct);
        await WaitingAsync(county, 1);
        using var second = await county.Client.GetAsync(address, Ct);
        // Two who ask for the same tile wait for one.
        var others = other.GetAsync(address.Replace("6455", "6456", StringComparison.Ordinal), Ct);
        await WaitingAsync(county, 2);
        await held.DisposeAsync();

        var refused = await Answer.ReadAsync(second, Ct);
        refused.AssertProblem(429, "too-many-requests");
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.True((await first).IsSuccessStatusCode);
        Assert.True((await others).IsSuccessStatusCode);
        Assert.True((await county.Client.GetAsync(address, Ct)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_map_that_asks_for_many_tiles_at_once_gets_them_all()
    {
        await using var county = await TestCounty.ListenAsync(postgis, "A");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(row => county.Client.GetAsync($"/tiles/990101/grids/14/12926/{row}.mvt", Ct)));

        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString()));
    }

    [Fact]
    public async Task The_database_gives_up_what_takes_too_long_but_no_import()
    {
        await using var county = await TestCounty.ListenAsync(postgis, "A", ("Limits:StatementSeconds", "1"));
        var held = await HoldAsync(county, "issue");

        var answer = await county.SendAsync(HttpMethod.Get, "issues");
        using var file = new MultipartFormDataContent { { new StringContent(Files.Issues("1,a,2026-01-01,104.002,36.498")), "file", "issues.csv" } };
        var import = county.Client.PostAsync("imports/issues", file, Ct);
        await Eventually.HoldsAsync(() => county.SqlScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query_start < now() - interval '2 s')"));
        await held.DisposeAsync();

        answer.AssertProblem(503, "took-too-long");
        using var imported = await import;
        Assert.True(imported.StatusCode == System.Net.HttpStatusCode.OK, await imported.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public void What_is_expensive_is_limited_and_nothing_else() => Assert.Equal(
        [
            ("/api/audit", ReadLimit.Lists),
            ("/api/counties/{county}/audit", ReadLimit.Lists),
            ("/api/counties/{county}/density", ReadLimit.Lists),
            ("/api/counties/{county}/divisions/{id:int}/defects", ReadLimit.Lists),
            ("/api/counties/{county}/divisions/{id:int}/differences", ReadLimit.Lists),
            ("/api/counties/{county}/divisions/{id:int}/grids", ReadLimit.Lists),
            ("/api/counties/{county}/divisions/{id:int}/repair", ReadLimit.Lists),
            ("/api/counties/{county}/exports/facilities.{format}", ReadLimit.Exports),
            ("/api/counties/{county}/exports/grids.{format}", ReadLimit.Exports),
            ("/api/counties/{county}/exports/issues.{format}", ReadLimit.Exports),
            ("/api/counties/{county}/exports/streets.{format}", ReadLimit.Exports),
            ("/api/counties/{county}/exports/units.{format}", ReadLimit.Exports),
            ("/api/counties/{county}/facilities", ReadLimit.Lists),
            ("/api/counties/{county}/facilities.csv", ReadLimit.Exports),
            ("/api/counties/{county}/grids", ReadLimit.Lists),
            ("/api/counties/{county}/grids/{code}/why", ReadLimit.Lists),
            ("/api/counties/{county}/hotspots", ReadLimit.Lists),
            ("/api/counties/{county}/issues", ReadLimit.Lists),
            ("/api/counties/{county}/issues.csv", ReadLimit.Exports),
            ("/api/counties/{county}/search", ReadLimit.Searches),
            ("/api/counties/{county}/streets", ReadLimit.Lists),
            ("/api/counties/{county}/units.csv", ReadLimit.Exports),
            ("/api/counties/{county}/wall-sheet.pdf", ReadLimit.Exports),
            ("/basemap/{name}/{z:int}/{x:int}/{y:int}", ReadLimit.Tiles),
            ("/tiles/{county}/{layer}/{z}/{x}/{y}.mvt", ReadLimit.Tiles),
        ],
        AccessRules.All.Where(rule => rule.Limit is not null && rule.Method == "GET")
            .Select(rule => (rule.Pattern, rule.Limit!.Value)).OrderBy(one => one.Pattern, StringComparer.Ordinal));

    private static Task WaitingAsync(TestCounty county, int count) => Eventually.HoldsAsync(async () => count == await county.SqlScalarAsync<long>(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query NOT LIKE 'LOCK%'"));

    // Whoever reads the table waits until this is disposed.
    private static async Task<NpgsqlConnection> HoldAsync(TestCounty county, string table)
    {
        var connection = await county.Db.OpenConnectionAsync(Ct);
        await connection.BeginTransactionAsync(Ct);
        await using var hold = new NpgsqlCommand($"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync(Ct);
        return connection;
    }
}
