using GridMap.Server.Platform;
using Hangfire;

namespace GridMap.Server.Audit;

/// <summary>Has <see cref="AnchorJob"/> run every day, by whichever server comes first.</summary>
internal sealed partial class AnchorSchedule(IRecurringJobManager schedule, TimeProvider clock, ILogger<AnchorSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What the database's absence keeps from being scheduled is scheduled when it is back.
        while (!stoppingToken.IsCancellationRequested && !TrySchedule())
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool TrySchedule()
    {
        try
        {
            schedule.AddOrUpdate<AnchorJob>("audit.anchor", Jobs.Ordinary, job => job.RunAsync(CancellationToken.None), AnchorJob.Schedule);
            return true;
        }
#pragma warning disable CA1031 // Hangfire wraps what the database throws in exceptions of many types.
        catch (Exception error)
        {
            LogFailed(log, error.Message);
            return false;
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(1405, LogLevel.Warning, "The audit's daily anchor could not be scheduled yet: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
