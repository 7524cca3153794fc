using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Contracts.Work;
using GridMap.Server.Platform;
using GridMap.Testing;

namespace GridMap.Benchmarks;

/// <summary>
/// How much memory a server needs beyond what it has at rest to import, or to show, the largest and the most harmful files, and
/// how long whoever sends them waits. The server is a process of its own, a new one for each file.
/// </summary>
internal static class ImportMemoryBench
{
    private const string County = "990101";
    private static readonly JsonSerializerOptions Json = ContractsJson.Options;

    /// <summary>Measures all files, or those whose names hold the word given.</summary>
    public static async Task RunAsync(string word)
    {
        await using var postgis = new PostgisFixture();
        var folder = Directory.CreateTempSubdirectory("gridmap-import-memory-");
        try
        {
            Console.WriteLine("| file | MB | asked | answered after | over after | peak above idle: process | managed heap | what came of it |\n|---|---:|---|---:|---:|---:|---:|---|");
            foreach (var (name, layer, file, write) in ImportMemoryFiles.All.Where(one => one.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                var path = Path.Combine(folder.FullName, file);
                await using (var to = File.Create(path)) write(to);
                foreach (var isPreview in new[] { true, false })
                {
                    await using var database = await postgis.CreateDatabaseAsync();
                    await MeasureAsync(database, name, layer, path, isPreview);
                }

                File.Delete(path);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(TestDatabase database, string name, string layer, string path, bool isPreview)
    {
        await DrawAsync(database);
        await using var server = await MeasuredServer.StartAsync(database);
        // What every server does sooner or later belongs to idle: compiled code, caches, connections.
        await AskAsync(server.Client, "issues", await WarmAsync(path), isPreview: true);
        await AskAsync(server.Client, "issues", await WarmAsync(path), isPreview: false);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var idle = server.Reset();
        var (answered, over, outcome) = await AskAsync(server.Client, layer, path, isPreview);
        var peak = server.Peak;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {new FileInfo(path).Length / 1e6:0.0} | {(isPreview ? "preview" : "import")} | {answered:0.0} s | {over:0.0} s | {(peak.Process - idle.Process) / 1e6:0} MB | {(peak.Heap - idle.Heap) / 1e6:0} MB | {outcome} |"));
    }

    private static async Task<string> WarmAsync(string beside)
    {
        var path = beside + ".warm.csv";
        await File.WriteAllTextAsync(path, "externalId,category,reportedAt,longitude,latitude\n1,a,2026-01-01,104.002,36.498\n");
        return path;
    }

    // Seconds from the last byte sent: to the answer (of the slowest request), and to the end of the work.
    private static async Task<(double Answered, double Over, string Outcome)> AskAsync(HttpClient client, string layer, string path, bool isPreview)
    {
        using var form = new MultipartFormDataContent();
        var started = 0L;
        await using var file = new TimedFile(path, () => started = Stopwatch.GetTimestamp());
        form.Add(new StreamContent(file), "file", Path.GetFileName(path));
        using var sent = await client.PostAsync(isPreview ? "uploads" : $"imports/{layer}?acceptDefects=measured", form);
        var answered = Stopwatch.GetElapsedTime(started);
        if (!isPreview) return await EndAsync(client, sent, started, answered);
        if (!sent.IsSuccessStatusCode) return (answered.TotalSeconds, answered.TotalSeconds, await ExplainAsync(sent));
        var upload = (await sent.Content.ReadFromJsonAsync<UploadedFile>(Json))!;
        started = Stopwatch.GetTimestamp();
        using var shown = await client.PostAsJsonAsync($"uploads/{upload.UploadId}/preview", new ReadUpload(layer, Crs: "EPSG:4326"), Json);
        return await EndAsync(client, shown, started, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<(double Answered, double Over, string Outcome)> EndAsync(HttpClient client, HttpResponseMessage answer, long started, TimeSpan answered)
    {
        if (answer.StatusCode != HttpStatusCode.Accepted)
            return (answered.TotalSeconds, answered.TotalSeconds, answer.IsSuccessStatusCode ? Describe(await answer.Content.ReadFromJsonAsync<JsonElement>(Json)) : await ExplainAsync(answer));
        var work = (await answer.Content.ReadFromJsonAsync<PieceOfWork>(Json))!;
        while (!work.IsOver)
        {
            await Task.Delay(100);
            work = (await client.GetFromJsonAsync<PieceOfWork>($"work/{work.WorkId}", Json))!;
        }

        return (answered.TotalSeconds, Stopwatch.GetElapsedTime(started).TotalSeconds, "202; " + (work.Failure ?? (work.Result is { } result ? Describe(result) : work.Status)));
    }

    private static string Describe(JsonElement result) => result.TryGetProperty("rowsRead", out var read)
        ? $"{result.GetProperty("status").GetString()}, {read.GetInt32():N0} rows"
        : result.TryGetProperty("rowsSeen", out var seen) ? $"shown, {seen.GetInt32():N0} rows looked at" : "?";

    private static async Task<string> ExplainAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode}: {(await answer.Content.ReadFromJsonAsync<JsonElement>(Json)).GetProperty("detail").GetString()}";

    private static async Task DrawAsync(TestDatabase database)
    {
        await database.Source.ExecuteAsync("INSERT INTO county (county_code, name, time_zone) VALUES ($1, '测试县', 'Asia/Shanghai')", [County], default);
        await database.Source.ExecuteAsync("INSERT INTO division (county_code, division_id, name, status) VALUES ($1, 1, '第一版', 'published')", [County], default);
        await database.Source.ExecuteAsync(
            """
            INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
            SELECT $1, 1, 'A', 'A', 'responsibility', ST_Multi(ST_MakeEnvelope(104, 36.49, 104.01, 36.5, 4326)), 1000000
            """, [County], default);
        await database.Source.ExecuteAsync(Sql.For("Grids/rebuild-closure"), [County], default);
    }

    /// <summary>A file that tells when its last byte was read.</summary>
    private sealed class TimedFile(string path, Action sent) : FileStream(path, FileMode.Open, FileAccess.Read)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            sent();
            return read;
        }
    }
}
