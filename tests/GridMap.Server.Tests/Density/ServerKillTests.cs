using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using GridMap.Contracts;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Server.Tests.Density;

/// <summary>The server is killed (SIGKILL) again and again while people report problems.</summary>
public sealed class ServerKillTests(PostgisFixture postgis)
{
    private const string County = "990101";
    private const int Kills = 20;
    private const int ReportsBetweenKills = 15;

    private static readonly GridDrawing Drawing = new("A B C D / E F G H");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_server_loses_no_acknowledged_report_and_leaves_no_density_wrong()
    {
        await using var database = await postgis.CreateDatabaseAsync();
        await DrawAsync(database);
        var acknowledged = new ConcurrentBag<Guid>();
        var current = await ServerProcess.StartAsync(database);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writers = Enumerable.Range(0, 3).Select(writer => ReportAsync(writer, () => current.Client, acknowledged, stop.Token)).ToList();
        var random = new Random(1);

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = acknowledged.Count;
            await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count >= before + ReportsBetweenKills));
            // Anywhere in a report, a poll, a recount.
            await Task.Delay(random.Next(200), Ct);
            await current.KillAsync();
            current = await ServerProcess.StartAsync(database);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await AssertRightAsync(database, current, acknowledged);
        await current.DisposeAsync();
    }

    private static async Task AssertRightAsync(TestDatabase database, ServerProcess server, ConcurrentBag<Guid> acknowledged)
    {
        await Eventually.HoldsAsync(async () => (await database.Source.ListAsync(
            "SELECT NOT EXISTS (SELECT FROM dirty_grid)", [], row => row.GetBoolean(0), Ct))[0]);
        var stored = await database.Source.ListAsync("SELECT issue_id FROM issue", [], row => row.GetGuid(0), Ct);
        var truth = (await database.Source.ListAsync(
            "SELECT g.grid_code, count(*)::integer FROM grid AS g JOIN issue AS i ON ST_Contains(g.geom, i.geom) GROUP BY g.grid_code",
            [], row => (row.GetString(0), row.GetInt32(1)), Ct)).ToDictionary();
        var density = await DensityOf.ReadAsync(server.Client, $"/api/counties/{County}/density?geometry=false");

        Assert.Empty(acknowledged.Except(stored));
        Assert.All(density, grid => Assert.Equal((grid.Key, truth.GetValueOrDefault(grid.Key)), (grid.Key, grid.Value.UnresolvedIssues)));
        Assert.All(density.Values, grid => Assert.False(grid.IsStale));
    }

    // As a telephone does: the same report again until it is acknowledged.
    private static async Task ReportAsync(int writer, Func<HttpClient> client, ConcurrentBag<Guid> acknowledged, CancellationToken stop)
    {
        var random = new Random(writer);
        while (!stop.IsCancellationRequested)
        {
            var report = new ReportIssue(Guid.CreateVersion7(), "暴露垃圾", Drawing.At(((char)('A' + random.Next(8))).ToString()));
            while (!stop.IsCancellationRequested && !await IsAcknowledgedAsync(client(), report)) await Task.Delay(20, Ct);
            if (!stop.IsCancellationRequested) acknowledged.Add(report.Id);
            await Task.Delay(random.Next(10), Ct);
        }
    }

    private static async Task<bool> IsAcknowledgedAsync(HttpClient client, ReportIssue report)
    {
        try
        {
            using var response = await client.PostAsJsonAsync($"/api/counties/{County}/issues", report, ContractsJson.Options, Ct);
            Assert.True(response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.ServiceUnavailable,
                $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Ct)}");
            return response.IsSuccessStatusCode;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task DrawAsync(TestDatabase database)
    {
        await database.Source.ExecuteAsync("INSERT INTO county (county_code, name, time_zone) VALUES ($1, '测试县', 'Asia/Shanghai')", [County], Ct);
        await database.Source.ExecuteAsync("INSERT INTO division (county_code, division_id, name, status) VALUES ($1, 1, '第一版', 'published')", [County], Ct);
        await database.Source.ExecuteAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, number, code, code, 'responsibility', geom, ST_Area(geom::geography)
            FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS drawn (code, wkt, number),
                LATERAL (SELECT ST_GeomFromText(wkt, 4326) AS geom) AS made
            """, [County, Drawing.Grids.Select(grid => grid.Code).ToArray(), Drawing.Grids.Select(grid => grid.Wkt).ToArray()], Ct);
    }
}
