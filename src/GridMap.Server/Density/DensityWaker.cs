using System.Collections.Concurrent;
using System.Threading.Channels;
using GridMap.Server.Platform;
using Hangfire;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>
/// Wakes <see cref="DensityJob"/>: for a county in which something changed, at start-up, and every few seconds for marks
/// that were left over, whatever became of the run that should have taken them.
/// </summary>
internal sealed partial class DensityWaker(
    NpgsqlDataSource db, IBackgroundJobClient jobs, IRecurringJobManager schedule, TimeProvider clock, ILogger<DensityWaker> log)
    : BackgroundService, IChangeListener
{
    private static readonly TimeSpan LeftOverInterval = TimeSpan.FromSeconds(5);

    // A run that waits longer was lost, or taken by another server; one more does no harm.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    private readonly Channel<string> _woken = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, long> _waitingSince = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Heard(CountyChanges changes)
    {
        if (changes.CountyCode is { } county && (changes.IsReload || changes.Layers.Contains("issues") || changes.Layers.Contains("grids")))
            Wake(county);
    }

    /// <summary>Has the county recounted soon; at most one run per county waits to be started.</summary>
    public void Wake(string countyCode)
    {
        var now = clock.GetTimestamp();
        var since = _waitingSince.GetOrAdd(countyCode, now);
        if (since != now && (clock.GetElapsedTime(since, now) < LongestWait || !_waitingSince.TryUpdate(countyCode, now, since))) return;
        _woken.Writer.TryWrite(countyCode);
    }

    /// <summary>A run began: what changes from now on needs another one.</summary>
    public void Started(string countyCode) => _waitingSince.TryRemove(countyCode, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(EnqueueAsync(stoppingToken), LookForLeftOversAsync(stoppingToken))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task EnqueueAsync(CancellationToken ct)
    {
        await foreach (var county in _woken.Reader.ReadAllAsync(ct))
        {
            await TryAsync(() =>
            {
                jobs.Enqueue<DensityJob>(Jobs.Critical, job => job.RunAsync(county, CancellationToken.None));
                return Task.CompletedTask;
            });
        }
    }

    private async Task LookForLeftOversAsync(CancellationToken ct)
    {
        var isScheduled = false;
        using var timer = new PeriodicTimer(LeftOverInterval, clock);
        do
        {
            await TryAsync(async () =>
            {
                foreach (var county in await db.ListAsync(Sql.For("Density/list-dirty-counties"), [], row => row.GetString(0), ct)) Wake(county);
                if (!isScheduled) Schedule();
                isScheduled = true;
            });
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private void Schedule() => schedule.AddOrUpdate<FullRecountJob>(
        "density." + FullRecountJob.Name, Jobs.Ordinary, job => job.RunAsync(CancellationToken.None), FullRecountJob.Schedule);

    // Without the database nothing can be woken; the marks stand, and the next look finds them.
    private async Task TryAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
#pragma warning disable CA1031 // Hangfire wraps what the database throws in exceptions of many types.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(log, error.Message);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(1104, LogLevel.Warning, "No recount could be started, the next attempt is seconds away: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
