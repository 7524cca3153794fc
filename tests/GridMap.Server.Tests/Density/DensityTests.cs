using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GridMap.Contracts.Counties;
using GridMap.Contracts.Density;
using GridMap.Testing;

namespace GridMap.Server.Tests.Density;

public sealed class DensityTests(PostgisFixture postgis)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reported_problem_raises_the_density_of_its_grid()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.ReportIssueAsync(at: "A");

        var density = await county.SettledDensitiesAsync();

        Assert.Equal((1, 0), (density["A"].UnresolvedIssues, density["B"].UnresolvedIssues));
        Assert.Equal(1 / (density["A"].AreaSquareMetres / 1e6), density["A"].IssuesPerSquareKilometre, 1e-9);
    }

    [Fact]
    public async Task Issue_on_a_shared_edge_counts_once()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.ReportIssueAsync(at: "A|B");

        var density = await county.SettledDensitiesAsync();

        Assert.Equal([1, 0], density.Values.Select(grid => grid.UnresolvedIssues));
    }

    [Fact]
    public async Task Every_grid_is_listed_before_its_first_count()
    {
        await using var county = await TestCounty.CreateIdleAsync(postgis, "A B / C .");

        var density = await county.DensitiesAsync();

        Assert.Equal(["A", "B", "C"], density.Keys);
        Assert.All(density.Values, grid => Assert.True(grid is { IsStale: true, AsOf: null, UnresolvedIssues: 0, Revision: 0 }));
    }

    [Fact]
    public async Task A_clean_grid_is_told_from_an_empty_one()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.StoreIssuesAsync(at: "A", number: 3, status: "resolved");

        var density = await county.SettledDensitiesAsync();

        Assert.Equal((0, 3), (density["A"].UnresolvedIssues, density["A"].IssuesEver));
        Assert.Equal((0, 0), (density["B"].UnresolvedIssues, density["B"].IssuesEver));
    }

    [Fact]
    public async Task Towns_and_communities_are_the_sums_of_their_grids()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B / C D");
        await county.AddParentAsync(11, "community", "AB", "A", "B");
        await county.AddParentAsync(12, "community", "CD", "C", "D");
        await county.AddParentAsync(21, "town", "T", "AB", "CD");
        await county.StoreIssuesAsync(at: "A", number: 2);
        await county.StoreIssuesAsync(at: "D", number: 5);
        await county.SettledDensitiesAsync("?geometry=false&level=town");
        await county.ReportIssueAsync(at: "B");

        var town = await county.SettledDensitiesAsync("?geometry=false&level=town");
        var communities = await county.SettledDensitiesAsync("?geometry=false&level=community");

        Assert.Equal(8, town["T"].UnresolvedIssues);
        Assert.Equal((3, 5), (communities["AB"].UnresolvedIssues, communities["CD"].UnresolvedIssues));
        Assert.Equal(8 / (town["T"].AreaSquareMetres / 1e6), town["T"].IssuesPerSquareKilometre, 1e-9);
    }

    [Fact]
    public async Task The_revision_rises_only_when_the_figure_changed()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C D E");
        await county.ReportIssueAsync(at: "A");
        var before = (await county.SettledDensitiesAsync())["A"];

        await county.SqlAsync("INSERT INTO dirty_grid (county_code, dirty_id, grid_id) SELECT county_code, gen_random_uuid(), grid_id FROM grid WHERE grid_code = 'A'");
        var again = await Eventually.ReadAsync(async () => (await county.DensitiesAsync())["A"], grid => grid.AsOf > before.AsOf);
        await county.ReportIssueAsync(at: "A");
        var after = (await county.SettledDensitiesAsync())["A"];

        Assert.Equal(before.Revision, again.Revision);
        Assert.Equal(before.Revision + 1, after.Revision);
    }

    [Fact]
    public async Task A_change_that_commits_in_the_middle_of_a_recount_is_counted_by_the_next()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C D E");
        await county.ReportIssueAsync(at: "B");
        await county.SettledDensitiesAsync();
        await using (var holder = await county.Db.OpenConnectionAsync(Ct))
        {
            // The recount has taken the marks and counted, and waits to write the figure.
            await using var transaction = await holder.BeginTransactionAsync(Ct);
            await using var hold = new Npgsql.NpgsqlCommand("SELECT FROM grid_density FOR UPDATE", holder);
            await hold.ExecuteNonQueryAsync(Ct);
            await county.ReportIssueAsync(at: "A");
            await Eventually.HoldsAsync(() => county.SqlScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"));
            await county.ReportIssueAsync(at: "A");
        }

        Assert.Equal(2, (await county.SettledDensitiesAsync())["A"].UnresolvedIssues);
    }

    [Fact]
    public async Task A_mark_for_a_grid_that_is_gone_is_cleared()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.ReportIssueAsync(at: "B");
        await county.SettledDensitiesAsync();
        await county.SqlAsync("INSERT INTO dirty_grid (county_code, dirty_id, grid_id) SELECT county_code, gen_random_uuid(), grid_id FROM grid");
        await county.SqlAsync("DELETE FROM grid WHERE grid_code = 'A'");

        await Eventually.HoldsAsync(async () => await county.SqlScalarAsync<long>("SELECT count(*) FROM dirty_grid") == 0);

        Assert.Equal(["B"], (await county.SettledDensitiesAsync()).Keys);
    }

    [Fact]
    public async Task An_unchanged_density_is_not_sent_again()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");
        await county.ReportIssueAsync(at: "A");
        await county.SettledDensitiesAsync();
        using var first = await county.Client.GetAsync("density", Ct);

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(county, "density", first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(county, "density?geometry=false", first.Headers.ETag!));

        await county.ReportIssueAsync(at: "A");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(county, "density", first.Headers.ETag!));
    }

    [Fact]
    public async Task Geometry_is_GeoJSON_with_counter_clockwise_rings()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B");

        using var answer = JsonDocument.Parse(await county.Client.GetStringAsync("density", Ct));

        var first = answer.RootElement.GetProperty("features")[0];
        var ring = first.GetProperty("geometry").GetProperty("coordinates")[0][0].EnumerateArray()
            .Select(point => (Longitude: point[0].GetDouble(), Latitude: point[1].GetDouble())).ToList();
        var twiceTheArea = ring.Zip(ring.Skip(1), (a, b) => a.Longitude * b.Latitude - b.Longitude * a.Latitude).Sum();
        Assert.Equal("MultiPolygon", first.GetProperty("geometry").GetProperty("type").GetString());
        Assert.True(twiceTheArea > 0);
        Assert.Equal(first.GetProperty("id").GetInt32(), first.GetProperty("properties").GetProperty("gridId").GetInt32());
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_used_is_named()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A");
        foreach (var (address, type) in new[]
        {
            ("density?level=village", "bad-parameter"),
            ("density?geometry=yes", "bad-parameter"),
            ("density?levle=town", "unknown-parameter"),
            ("density/runs?limit=0", "bad-parameter"),
        })
        {
            using var response = await county.Client.GetAsync(address, Ct);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal((address, HttpStatusCode.BadRequest, "urn:gridmap:problem:" + type),
                (address, response.StatusCode, problem.GetProperty("type").GetString()));
        }
    }

    [Fact]
    public async Task An_unknown_county_is_not_found()
    {
        await using var app = await postgis.CreateAppAsync();
        using var client = app.CreateClient();
        foreach (var address in new[] { "density", "density/runs", "changes" })
        {
            using var response = await client.GetAsync($"/api/counties/000000/{address}", Ct);
            Assert.Equal((address, HttpStatusCode.NotFound, "application/problem+json"),
                (address, response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task Class_breaks_stay_until_they_are_renewed()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C D");
        await county.StoreIssuesAsync(at: "A", number: 4);
        await county.StoreIssuesAsync(at: "B", number: 9);
        var stored = await Eventually.ReadAsync(() => CountyAsync(county), one => one.CountBreaks is not null);

        await county.StoreIssuesAsync(at: "C", number: 400);
        await county.StoreIssuesAsync(at: "D", number: 4000);
        await county.SettledDensitiesAsync();
        Assert.Equal(stored.CountBreaks, (await CountyAsync(county)).CountBreaks);

        using var response = await county.Client.PostAsync("density/breaks", null, Ct);
        var renewed = await TestCounty.ReadAsync<DensityBreaks>(response);
        Assert.NotEqual(stored.CountBreaks, renewed.CountBreaks);
        Assert.Equal(renewed.CountBreaks, (await CountyAsync(county)).CountBreaks);
        Assert.Equal(renewed.DensityBreaksPerSquareKilometre, (await CountyAsync(county)).DensityBreaksPerSquareKilometre);
    }

    [Fact]
    public async Task Class_breaks_wait_until_there_is_something_to_choose_from()
    {
        await using var county = await TestCounty.CreateAsync(postgis, "A B C D E F G H");
        await county.ReportIssueAsync(at: "A");
        await county.SettledDensitiesAsync();

        using var answer = JsonDocument.Parse(await county.Client.GetStringAsync("density?geometry=false", Ct));

        Assert.Null((await CountyAsync(county)).CountBreaks);
        Assert.Equal(5, answer.RootElement.GetProperty("countBreaks").GetArrayLength());
    }

    private static async Task<County> CountyAsync(TestCounty county) =>
        (await county.App.CreateClient().GetFromJsonAsync<County[]>("/api/counties", Contracts.ContractsJson.Options, Ct))!.Single();

    private static async Task<HttpStatusCode> StatusAsync(TestCounty county, string address, EntityTagHeaderValue etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(etag);
        using var response = await county.Client.SendAsync(request, Ct);
        return response.StatusCode;
    }
}
