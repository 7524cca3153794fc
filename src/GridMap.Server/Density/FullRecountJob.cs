using GridMap.Server.Platform;
using Hangfire;
using Npgsql;

namespace GridMap.Server.Density;

/// <summary>
/// Recounts everything every five minutes: writes behind GridMap's back (psql, a restore, a foreign tool) mark nothing.
/// </summary>
internal sealed partial class FullRecountJob(NpgsqlDataSource db, DensityRecount recount, ILogger<FullRecountJob> log)
{
    /// <summary>As it stands in <c>job_run</c>.</summary>
    public const string Name = "full-recount";

    /// <summary>Every five minutes.</summary>
    public const string Schedule = "*/5 * * * *";

    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(CancellationToken ct)
    {
        var counties = await db.ListAsync("SELECT county_code FROM county ORDER BY county_code", [], row => row.GetString(0), ct);
        foreach (var county in counties)
        {
            try
            {
                if (await recount.FullAsync(county, ct) == RecountOutcome.Busy) LogBusy(log, county);
                await db.ExecuteAsync(Sql.For("Density/prune-runs"), [county], ct);
            }
            catch (NpgsqlException error)
            {
                // One county's trouble is no reason to leave the others wrong; the next run is five minutes away.
                LogFailed(log, county, error);
            }
        }
    }

    [LoggerMessage(1102, LogLevel.Information, "County {County}: no full recount this time, its grids are being changed")]
    private static partial void LogBusy(ILogger log, string county);

    [LoggerMessage(1103, LogLevel.Warning, "County {County}: the full recount failed")]
    private static partial void LogFailed(ILogger log, string county, Exception error);
}
