using System.Collections.Concurrent;
using GridMap.Server.Platform;
using GridMap.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GridMap.Server.Tests.Changes;

public sealed class ChangeFeedTests(PostgisFixture postgis)
{
    private const string County = "990101";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_committed_is_missed_and_nothing_rolled_back_is_told()
    {
        await using var database = await CreateAsync();
        var heard = new Listener();
        using var feed = await StartAsync(database, heard);
        var committed = new ConcurrentBag<int>();
        var writers = Enumerable.Range(1, 6).Select(writer => WriteAsync(database, writer, committed)).ToList();
        // As an import: it draws its transaction id first and commits last.
        writers.Add(WriteSlowlyAsync(database, committed, until: Task.WhenAll(writers)));
        await Task.WhenAll(writers);

        await Eventually.HoldsAsync(() => Task.FromResult(committed.All(heard.Grids.ContainsKey)));

        Assert.Empty(heard.Grids.Keys.Except(committed));
        Assert.DoesNotContain(heard.All, changes => changes is { IsReload: true, CountyCode: not null });
        await feed.StopAsync(Ct);
    }

    [Fact]
    public async Task What_was_committed_around_an_outage_is_told_after_it()
    {
        await using var database = await CreateAsync();
        var heard = new Listener();
        using var feed = await StartAsync(database, heard);
        var name = await ScalarAsync<string>(database, "SELECT current_database()::text");
        await using var survivor = await database.Source.OpenConnectionAsync(Ct);
        await using var elsewhere = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await elsewhere.OpenAsync(Ct);

        await ExecuteAsync(elsewhere, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync(survivor,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await ExecuteAsync(survivor, Insert(77));
        await ExecuteAsync(elsewhere, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");

        await Eventually.HoldsAsync(() => Task.FromResult(heard.Grids.ContainsKey(77)));
        await feed.StopAsync(Ct);
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_silence_the_others()
    {
        await using var database = await CreateAsync();
        var heard = new Listener();
        using var feed = await StartAsync(database, new FailingListener(), heard);

        await database.Source.ExecuteAsync(Insert(5), [], Ct);

        await Eventually.HoldsAsync(() => Task.FromResult(heard.Grids.ContainsKey(5)));
        await feed.StopAsync(Ct);
    }

    [Fact]
    public void A_reader_that_falls_behind_is_told_to_reload_and_nothing_piles_up()
    {
        using var subscription = new ChangeSubscription(County, _ => { });
        for (var i = 0; i < 10 * ChangeSubscription.Capacity + 1; i++)
            subscription.Offer(new CountyChanges(County, $"{i}:{i}:", ["issues"], [i]));

        var waiting = new List<CountyChanges>();
        while (subscription.Reader.TryRead(out var changes)) waiting.Add(changes);

        Assert.True(waiting.Count <= ChangeSubscription.Capacity);
        Assert.True(waiting[0].IsReload);
        Assert.Equal($"{10 * ChangeSubscription.Capacity}:{10 * ChangeSubscription.Capacity}:", waiting[^1].Snapshot);
    }

    [Fact]
    public async Task More_grids_than_a_notice_names_are_told_as_all()
    {
        await using var database = await CreateAsync();
        var (snapshot, _) = await ChangeLog.SinceAsync(database.Source, null, null, Ct);
        await database.Source.ExecuteAsync(
            "INSERT INTO change (county_code, change_id, entity, action, revision, new_grid_id) "
            + "SELECT $1, gen_random_uuid(), 'issue', 'added', 1, n FROM generate_series(1, 501) AS n", [County], Ct);

        var (_, changes) = await ChangeLog.SinceAsync(database.Source, snapshot, null, Ct);

        Assert.Equal(["issues"], Assert.Single(changes).Layers);
        Assert.Empty(changes[0].GridIds);
    }

    private async Task<TestDatabase> CreateAsync()
    {
        var database = await postgis.CreateDatabaseAsync();
        await database.Source.ExecuteAsync("INSERT INTO county (county_code, name, time_zone) VALUES ($1, '测试县', 'UTC')", [County], Ct);
        return database;
    }

    // Under way once it has told its first news: to reload.
    private static async Task<ChangeFeed> StartAsync(TestDatabase database, params IChangeListener[] listeners)
    {
        var feed = new ChangeFeed(database.Source, listeners, TimeProvider.System, NullLogger<ChangeFeed>.Instance);
        await feed.StartAsync(Ct);
        var heard = listeners.OfType<Listener>().Single();
        await Eventually.HoldsAsync(() => Task.FromResult(heard.All.Any(changes => changes.CountyCode is null)));
        return feed;
    }

    private static async Task WriteAsync(TestDatabase database, int writer, ConcurrentBag<int> committed)
    {
        var random = new Random(writer);
        for (var i = 0; i < 60; i++)
        {
            var id = writer * 1000 + i;
            await using var connection = await database.Source.OpenConnectionAsync(Ct);
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            if (random.Next(3) == 0) await transaction.SaveAsync("a", Ct);
            await ExecuteAsync(connection, Insert(id));
            // Held open, so that transactions commit in another order than they began.
            await Task.Delay(random.Next(40), Ct);
            if (random.Next(8) == 0)
            {
                await transaction.RollbackAsync(Ct);
                continue;
            }
            await transaction.CommitAsync(Ct);
            committed.Add(id);
        }
    }

    private static async Task WriteSlowlyAsync(TestDatabase database, ConcurrentBag<int> committed, Task until)
    {
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync(connection, Insert(999_999));
        await until;
        await transaction.CommitAsync(Ct);
        committed.Add(999_999);
    }

    private static string Insert(int gridId) =>
        "INSERT INTO change (county_code, change_id, entity, action, revision, new_grid_id) "
        + $"VALUES ('{County}', gen_random_uuid(), 'issue', 'added', 1, {gridId})";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<T> ScalarAsync<T>(TestDatabase database, string sql) =>
        (await database.Source.ListAsync(sql, [], row => row.GetFieldValue<T>(0), Ct)).Single();

    private sealed class Listener : IChangeListener
    {
        public ConcurrentQueue<CountyChanges> All { get; } = new();

        public ConcurrentDictionary<int, bool> Grids { get; } = new();

        public void Heard(CountyChanges changes)
        {
            All.Enqueue(changes);
            foreach (var grid in changes.GridIds) Grids[grid] = true;
        }
    }

    private sealed class FailingListener : IChangeListener
    {
        public void Heard(CountyChanges changes) => throw new InvalidOperationException("a listener's fault");
    }
}
