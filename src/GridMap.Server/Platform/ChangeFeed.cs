using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>
/// Follows the change log of all counties and tells everyone who listens: first the <see cref="IChangeListener"/>s
/// (caches, the recount), then the subscriptions (open screens). Its last snapshot survives an outage of the database,
/// so nothing committed meanwhile is missed.
/// </summary>
internal sealed partial class ChangeFeed(
    NpgsqlDataSource db, IEnumerable<IChangeListener> listeners, TimeProvider clock, ILogger<ChangeFeed> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly IChangeListener[] _listeners = [.. listeners];
    private readonly Lock _gate = new();
    private readonly HashSet<ChangeSubscription> _subscriptions = [];
    private string? _last;

    /// <summary>Hears of a county's changes from now on, until it is disposed.</summary>
    public ChangeSubscription Subscribe(string countyCode)
    {
        var subscription = new ChangeSubscription(countyCode, Remove);
        lock (_gate) _subscriptions.Add(subscription);
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PollAsync(stoppingToken);
                if (pause > Interval) LogBack(log);
                pause = Interval;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever happened, the last snapshot stands, and going on from it is right.
            catch (Exception error)
            {
                if (pause == Interval) LogLost(log, error.Message);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
#pragma warning restore CA1031
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(CancellationToken ct)
    {
        var (snapshot, changes) = await ChangeLog.SinceAsync(db, _last, countyCode: null, ct);
        // Whatever a cache read before the first snapshot may be older than it.
        if (_last is null) changes = [CountyChanges.Reload(null, snapshot)];
        foreach (var change in changes) Tell(change);
        _last = snapshot;
    }

    private void Tell(CountyChanges changes)
    {
        foreach (var listener in _listeners)
        {
            try { listener.Heard(changes); }
#pragma warning disable CA1031 // One listener's fault must not silence the feed for the others.
            catch (Exception error) { LogListenerFailed(log, listener.GetType().Name, error); }
#pragma warning restore CA1031
        }
        ChangeSubscription[] readers;
        lock (_gate) readers = [.. _subscriptions];
        foreach (var reader in readers) reader.Offer(changes);
    }

    private void Remove(ChangeSubscription subscription)
    {
        lock (_gate) _subscriptions.Remove(subscription);
    }

    [LoggerMessage(1001, LogLevel.Warning, "The change feed lost the database and will go on from where it was: {Reason}")]
    private static partial void LogLost(ILogger log, string reason);

    [LoggerMessage(1002, LogLevel.Information, "The change feed has the database back")]
    private static partial void LogBack(ILogger log);

    [LoggerMessage(1003, LogLevel.Error, "{Listener} failed to hear a change")]
    private static partial void LogListenerFailed(ILogger log, string listener, Exception error);
}
