using GridMap.Server.Platform;
using Hangfire;
using Npgsql;

namespace GridMap.Server.HotSpots;

/// <summary>Judges the counties whose figures settled since they were judged last, and every county once a day.</summary>
internal sealed partial class HotSpotJob(NpgsqlDataSource db, HotSpotRuns runs, ILogger<HotSpotJob> log)
{
    /// <summary>Every minute, which costs a query where there is nothing to do.</summary>
    public const string Schedule = "* * * * *";

    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var county in await db.ListAsync(Sql.For("HotSpots/list-due"), [], row => row.GetString(0), ct))
        {
            try
            {
                await runs.JudgeAsync(county, ct);
            }
            catch (NpgsqlException error)
            {
                // One county's trouble is no reason to leave the others unjudged; the next run is a minute away.
                LogFailed(log, county, error);
            }
        }
    }

    [LoggerMessage(1801, LogLevel.Warning, "County {County}: its hot spots could not be judged")]
    private static partial void LogFailed(ILogger log, string county, Exception error);
}
