using BenchmarkDotNet.Attributes;
using GridMap.Server.Audit;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Benchmarks;

/// <summary>
/// How many entries a second one county's chain takes, each in a transaction of its own, under the server's role: one writer,
/// and eight that wait for each other's lock. The database of GRIDMAP_DB is migrated and written to: give it an empty one.
/// </summary>
public class AuditAppendBenchmark
{
    private const int Entries = 2_000;
    private NpgsqlDataSource _db = null!;

    [Params(1, 8)]
    public int Writers { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var given = Environment.GetEnvironmentVariable("GRIDMAP_DB") ?? throw new InvalidOperationException("Set GRIDMAP_DB to an empty database.");
        Migrator.Run(given);
        _db = Database.Create(Database.AsServer(given));
    }

    [GlobalCleanup]
    public void End() => _db.Dispose();

    [Benchmark(OperationsPerInvoke = Entries)]
    public Task Append() => Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
    {
        var actor = new Actor($"writer {writer}", Guid.CreateVersion7(), Address: "192.0.2.7");
        for (var number = 0; number < Entries / Writers; number++)
            await _db.AppendAsync(actor, "990101", new("issue.edited", "issue", $"{number}", new { severity = 1 }, new { severity = 2 }), CancellationToken.None);
    }));
}
