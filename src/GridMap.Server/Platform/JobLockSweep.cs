using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>
/// Clears away locks that a server with a wrong clock left dated in the future: until that time comes they stop every
/// schedule (no tick in a minute, when tried).
/// </summary>
internal sealed partial class JobLockSweep(NpgsqlDataSource db, TimeProvider clock, ILogger<JobLockSweep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var swept = await db.ExecuteAsync(Sql.For("Platform/sweep-job-locks"), [], stoppingToken);
                if (swept > 0) LogSwept(log, swept);
                return;
            }
            catch (NpgsqlException error)
            {
                LogFailed(log, error.Message);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1011, LogLevel.Warning, "Cleared {Number} job locks dated in the future; check the clocks of the servers")]
    private static partial void LogSwept(ILogger log, int number);

    [LoggerMessage(1012, LogLevel.Warning, "Job locks could not be looked at yet: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
