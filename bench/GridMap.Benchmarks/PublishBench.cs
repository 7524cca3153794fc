using System.Diagnostics;
using System.Net.Http.Json;
using GridMap.Contracts;
using GridMap.Contracts.Divisions;
using GridMap.Contracts.Work;
using GridMap.Server.Platform;
using GridMap.Testing;
using Npgsql;

namespace GridMap.Benchmarks;

/// <summary>
/// Bringing a division into force over a million open issues, asked for over HTTP as a person would: once with every grid
/// another one, so that every issue moves, and once with one town drawn anew. Meanwhile a reader asks every half second which
/// division the issues stand in, and must never hear of two. The database is set up as <c>./gridmap up</c> does.
/// </summary>
internal static class PublishBench
{
    private const string County = "990201";

    public static async Task RunAsync()
    {
        await using var postgis = new PostgisFixture { IsAsShipped = true };
        await using var app = new GridMapApp(await postgis.CreateDatabaseAsync(), ownsDatabase: true);
        var db = app.Database.Source;
        var county = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scope-county.sql")))
            .Replace("generate_series(1, 100000)", "generate_series(1, 1000000)", StringComparison.Ordinal)
            .Replace("CASE WHEN n % 2 = 0 THEN 'open' ELSE 'resolved' END", "'open'", StringComparison.Ordinal)
            .Replace("CASE WHEN n % 2 = 1 THEN now() END", "NULL", StringComparison.Ordinal);
        await ExecuteAsync(db, county);
        await ExecuteAsync(db, $"UPDATE grid SET lead_unit_code = 'U0' WHERE county_code = '{County}'");
        await ExecuteAsync(db, Sql.For("Grids/rebuild-closure").Replace("$1", $"'{County}'", StringComparison.Ordinal));
        await ExecuteAsync(db, "VACUUM ANALYZE");
        using var client = app.CreateClient();
        client.BaseAddress = new Uri(client.BaseAddress!, $"/api/counties/{County}/");
        Console.WriteLine("| division | issues moved | check | in force after | readings meanwhile, mixed |\n|---|---:|---:|---:|---:|");
        await PublishAsync(client, db, "every grid another one", "UPDATE division_grid SET grid_code = 'H' || substr(grid_code, 2) WHERE level = 'responsibility'");
        await PublishAsync(client, db, "one town another one", "UPDATE division_grid SET grid_code = 'I' || substr(grid_code, 2) WHERE level = 'responsibility' AND substr(grid_code, 2)::integer <= 250");
    }

    private static async Task PublishAsync(HttpClient client, NpgsqlDataSource db, string name, string change)
    {
        var opened = await client.PostAsJsonAsync("divisions", new OpenDivision(name), ContractsJson.Options);
        var draft = (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Division>(ContractsJson.Options))!;
        await ExecuteAsync(db, $"{change} AND county_code = '{County}' AND division_id = {draft.DivisionId}");
        var check = await DoAsync(client, $"divisions/{draft.DivisionId}/check", null);
        using var over = new CancellationTokenSource();
        var reading = ReadAsync(db, over.Token);
        var publish = await DoAsync(client, $"divisions/{draft.DivisionId}/publish", new PublishDivision("bench"));
        await over.CancelAsync();
        var (readings, mixed) = await reading;
        var moved = (await db.ListAsync(
            "SELECT count(*) FROM change WHERE action = 'reassigned' AND changed_at > (SELECT published_at - interval '1 second' FROM division WHERE status = 'published')", [],
            row => row.GetInt64(0), default))[0];
        Console.WriteLine($"| {name} | {moved:N0} | {check.TotalSeconds:0.0} s | {publish.TotalSeconds:0.0} s | {readings}, {mixed} |");
    }

    private static async Task<TimeSpan> DoAsync(HttpClient client, string address, object? content)
    {
        var started = Stopwatch.GetTimestamp();
        using var asked = await client.PostAsJsonAsync(address, content, ContractsJson.Options);
        var work = (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PieceOfWork>(ContractsJson.Options))!;
        while (!work.IsOver)
        {
            await Task.Delay(100);
            work = (await client.GetFromJsonAsync<PieceOfWork>($"work/{work.WorkId}", ContractsJson.Options))!;
        }

        return work.Status == WorkStatus.Done ? Stopwatch.GetElapsedTime(started) : throw new InvalidOperationException($"{work.Status}: {work.Failure}");
    }

    // Every issue of a sample stands in a grid that is in force, and all of them in grids of one division.
    private static async Task<(int Readings, int Mixed)> ReadAsync(NpgsqlDataSource db, CancellationToken over)
    {
        var (readings, mixed) = (0, 0);
        while (!over.IsCancellationRequested)
        {
            var found = await db.ListAsync(
                """
                SELECT count(*) FILTER (WHERE g.level IS DISTINCT FROM 'responsibility'),
                    count(DISTINCT left(g.grid_code, 1)) FILTER (WHERE substr(g.grid_code, 2)::integer <= 250)
                FROM issue AS i LEFT JOIN grid AS g USING (county_code, grid_id) WHERE i.issue_number % 100 = 0
                """, [], row => (row.GetInt64(0), row.GetInt64(1)), CancellationToken.None);
            readings++;
            if (found[0] is not (0, 1)) mixed++;
            await Task.Delay(500, CancellationToken.None);
        }

        return (readings, mixed);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
