using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using GridMap.Contracts;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using GridMap.Server.Tests.Commands;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Server.Tests.Faults;

/// <summary>Server, import and database are killed together, in the middle of an import and of recounts, again and again.</summary>
public sealed class KillEverythingTests(DataFolder data) : IClassFixture<DataFolder>, IAsyncDisposable
{
    private const int Kills = 20;
    private const int RowsOfFile = 2_000;
    private const string County = "999901";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<Guid> acknowledged = [];
    private readonly int port = GridMapProcess.FreePort();
    private readonly Random random = new(20);
    private string key = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await data.StopAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_no_density_is_wrong_after_twenty_kills_of_everything()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var up = await StartAsync();
            if (key is "") key = await GridMapProcess.TokenAsync(data.Path, port);
            await using var import = StartImport(kill);
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 4).Select(_ => WriteUntilAsync(stop.Token)).ToArray();
            // The moment of the kill is what is being varied: before, within and after the import.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 4_000)), Ct);
            await KillAsync(up, import);
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        await using var last = await StartAsync();
        await SettledAsync();
        Assert.NotEmpty(acknowledged);
        Assert.Equal(acknowledged.Count, await AskAsync<long>($"SELECT count(*) FROM issue WHERE issue_id = ANY ('{{{string.Join(',', acknowledged)}}}')"));
        Assert.Equal("", await AskAsync<string>(
            $"SELECT coalesce(string_agg(batch || ': ' || number, ', '), '') FROM (SELECT split_part(external_id, '-', 2) AS batch, count(*) AS number FROM issue WHERE external_id LIKE 'kill-%' GROUP BY 1) AS b WHERE number <> {RowsOfFile}"));
        Assert.Equal(0L, await AskAsync<long>("SELECT count(*) FROM pg_stat_database WHERE checksum_failures > 0"));
    }

    // No mark is left, and each stored figure, parents' too, is the count of the issues themselves.
    private async Task SettledAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        long left;
        do
        {
            left = await AskAsync<long>(WrongOrMarked);
        }
        while (left > 0 && await look.WaitForNextTickAsync(deadline.Token));
    }

    private const string WrongOrMarked =
        """
        WITH leaf AS (
            SELECT g.grid_code, count(i.issue_id) AS unresolved
            FROM grid AS g LEFT JOIN issue AS i
                ON i.county_code = g.county_code AND i.grid_id = g.grid_id AND i.status = 'open' AND i.deleted_at IS NULL
            WHERE g.level = 'responsibility' GROUP BY g.grid_code
        ), counted AS (
            SELECT g.county_code, g.grid_id, sum(leaf.unresolved) AS unresolved
            FROM grid AS g JOIN leaf ON starts_with(leaf.grid_code, g.grid_code) GROUP BY g.county_code, g.grid_id
        )
        SELECT (SELECT count(*) FROM dirty_grid) + (
            SELECT count(*) FROM grid LEFT JOIN counted USING (county_code, grid_id) LEFT JOIN grid_density AS d USING (county_code, grid_id)
            WHERE d.unresolved_issues IS DISTINCT FROM counted.unresolved)
        """;

    private async Task<GridMapProcess> StartAsync()
    {
        var up = GridMapProcess.Start(data.Path, port, ["up"]);
        await up.ReadyAsync();
        return up;
    }

    private GridMapProcess StartImport(int kill)
    {
        var file = Path.Combine(data.Path, $"kill-{kill}.csv");
        File.WriteAllLines(file, Rows(kill).Prepend("externalId,category,longitude,latitude,reportedAt"));
        return GridMapProcess.Start(data.Path, port, ["import", "issues", file, "--county", County]);
    }

    private IEnumerable<string> Rows(int kill) =>
        from row in Enumerable.Range(0, RowsOfFile)
        let place = Place()
        select string.Create(CultureInfo.InvariantCulture, $"kill-{kill}-{row},道路不洁,{place.Longitude},{place.Latitude},2026-01-01T00:00:00Z");

    private async Task WriteUntilAsync(CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(key);
        while (!stop.IsCancellationRequested)
        {
            var report = new ReportIssue(Guid.CreateVersion7(), "暴露垃圾", Place());
            try
            {
                using var answer = await client.PostAsJsonAsync($"/api/counties/{County}/issues", report, ContractsJson.Options, stop);
                if (answer.IsSuccessStatusCode) acknowledged.Add(report.Id);
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private Position Place()
    {
        lock (random) return new(104.70 + (random.NextDouble() * 0.1), 30.42 + (random.NextDouble() * 0.06));
    }

    // The database's processes are killed in one call with the rest, so that none of them ends its work in peace.
    private async Task KillAsync(GridMapProcess up, GridMapProcess import)
    {
        var database = PostmasterFile.ReadRunning(data.Home.DataFolder)!.ProcessId;
        var children = await ExternalProgram.RunAsync("ps", ["--no-headers", "-o", "pid", "--ppid", $"{database}"], ct: Ct);
        string[] all = [$"{up.ProcessId}", $"{import.ProcessId}", $"{database}", .. children.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        await ExternalProgram.RunAsync("kill", ["-KILL", .. all], ct: Ct);
        await up.EndAsync();
        await import.EndAsync();
    }

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(LocalPostgres.FindRunning(data.Home)) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (T?)(await command.ExecuteScalarAsync(Ct) ?? default(T));
    }
}
