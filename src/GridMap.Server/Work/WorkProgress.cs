using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Work;

/// <summary>
/// Takes how far a piece of work is, as often as it likes; four times a second it is written down, and looked whether
/// somebody called it off.
/// </summary>
internal sealed class WorkProgress(NpgsqlDataSource db, string countyCode, Guid workId, CancellationTokenSource calledOff)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private (string Stage, double FractionDone) _latest = ("starting", 0);

    /// <summary>Notes how far it is.</summary>
    /// <param name="stage">What it is at.</param>
    /// <param name="fractionDone">Of all of it, 0 to 1.</param>
    public void Tell(string stage, double fractionDone)
    {
        lock (_lock) _latest = (stage, Math.Clamp(fractionDone, 0, 1));
    }

    /// <summary>A part of the work that tells only its own 0 to 1.</summary>
    public IProgress<double> Part(string stage, double from, double to) =>
        new InlineProgress(done => Tell(stage, from + (to - from) * done));

    /// <summary>Writes it down until the work is over.</summary>
    public async Task WatchAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!over.IsCancellationRequested)
        {
            (string Stage, double FractionDone) latest;
            lock (_lock) latest = _latest;
            var answers = await db.ListAsync(
                Sql.For("Work/tell-work"), [countyCode, workId, latest.Stage, latest.FractionDone], row => row.GetBoolean(0), over);
            if (answers is not [false]) await calledOff.CancelAsync();
            await timer.WaitForNextTickAsync(over);
        }
    }
}
