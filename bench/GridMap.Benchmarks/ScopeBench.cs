using System.Diagnostics;
using System.Globalization;
using GridMap.Server.Platform;
using GridMap.Server.Tiles;
using GridMap.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GridMap.Benchmarks;

/// <summary>
/// What scoping costs: lists and tiles asked over HTTP (in process) by somebody who sees the whole county and by people who see
/// a part of it, in turns, on 100,000 issues, 20,000 facilities and 2,000 grids. Every tile is drawn anew.
/// </summary>
internal static class ScopeBench
{
    private const string County = "990201";
    private const int Rounds = 200;

    private static readonly (string Name, string? Area)[] Callers = [("county", null), ("town (250 grids)", "T1"), ("community (25 grids)", "K1"), ("one grid", "G1")];

    public static async Task RunAsync()
    {
        await using var postgis = new PostgisFixture();
        await using var app = new GridMapApp(await postgis.CreateDatabaseAsync(), ownsDatabase: true) { IsIdle = true };
        var db = app.Database.Source;
        await db.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scope-county.sql")), [], default);
        await db.ExecuteAsync(Sql.For("Grids/rebuild-closure"), [County], default);
        await db.ExecuteAsync("VACUUM ANALYZE", [], default);
        var clients = new List<HttpClient>();
        foreach (var (_, area) in Callers)
        {
            var client = app.CreateClient();
            client.DefaultRequestHeaders.Authorization = TestKeys.Header(await TestKeys.CreateAsync(db, "viewer", County, area));
            clients.Add(client);
        }

        var tiles = app.Services.GetRequiredService<TileStore>();
        foreach (var (name, address) in Addresses()) Console.WriteLine(await MeasureAsync(name, address, clients, tiles));
    }

    // The middle of grid G1's own ground, so that all four see the same there in the deepest tile.
    private static IEnumerable<(string Name, string Address)> Addresses()
    {
        yield return ("issues, first 100", $"/api/counties/{County}/issues?limit=100");
        yield return ("issues, open and overdue", $"/api/counties/{County}/issues?limit=100&overdue=true");
        yield return ("facilities, first 100", $"/api/counties/{County}/facilities?limit=100");
        yield return ("county report", $"/api/counties/{County}");
        foreach (var zoom in new[] { 9, 11, 13, 14, 16 })
        {
            var (x, y) = ((int)((104.005 + 180) / 360 * (1 << zoom)), (int)((1 - Math.Asinh(Math.Tan(36.005 * Math.PI / 180)) / Math.PI) / 2 * (1 << zoom)));
            yield return ($"issues tile, zoom {zoom}", $"/tiles/{County}/issues/{zoom}/{x}/{y}.mvt");
            if (zoom >= 13) yield return ($"facilities tile, zoom {zoom}", $"/tiles/{County}/facilities/{zoom}/{x}/{y}.mvt");
        }
    }

    private static async Task<string> MeasureAsync(string name, string address, List<HttpClient> clients, TileStore tiles)
    {
        var times = clients.Select(_ => new List<double>()).ToList();
        var sizes = new long[clients.Count];
        for (var round = 0; round < Rounds + 20; round++)
        {
            for (var caller = 0; caller < clients.Count; caller++)
            {
                tiles.Heard(CountyChanges.Reload(County, ""));
                var started = Stopwatch.GetTimestamp();
                using var response = await clients[caller].GetAsync(address);
                sizes[caller] = (await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
                if (round >= 20) times[caller].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var medians = times.Select(Median).ToList();
        var cells = medians.Select((median, caller) => string.Create(CultureInfo.InvariantCulture,
            $"{median:0.00} ms ({median / medians[0]:0.00} ×, {sizes[caller] / 1024.0:0.0} KB)"));
        return $"| {name} | {string.Join(" | ", cells)} |";
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
