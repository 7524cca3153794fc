using GridMap.Server.Platform;
using Hangfire;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GridMap.Server.Audit;

/// <summary>Anchors the audit once a day.</summary>
internal sealed partial class AnchorJob(NpgsqlDataSource db, IOptions<AuditOptions> options, ILogger<AnchorJob> log)
{
    /// <summary>At 17:17 UTC, past one in the night in China.</summary>
    public const string Schedule = "17 17 * * *";

    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(CancellationToken ct)
    {
        if (options.Value.AnchorFolder is not { Length: > 0 } folder)
        {
            LogNoFolder(log);
            return;
        }

        try
        {
            var (name, faults) = await Anchoring.TakeAsync(db, new AnchorFolder(folder), ct);
            foreach (var fault in faults) LogFault(log, fault);
            if (name is not null) LogTaken(log, name);
        }
        catch (StartupException failure)
        {
            LogFailed(log, failure.Message);
        }
    }

    [LoggerMessage(1401, LogLevel.Information, "Anchored the audit: {Name}")]
    private static partial void LogTaken(ILogger log, string name);

    [LoggerMessage(1402, LogLevel.Critical, "The audit was tampered with, and is not anchored until somebody looked: {Fault} Run ./gridmap audit verify")]
    private static partial void LogFault(ILogger log, string fault);

    [LoggerMessage(1403, LogLevel.Warning, "The audit is not anchored: set Audit:AnchorFolder, so that a cut-off end is noticed")]
    private static partial void LogNoFolder(ILogger log);

    [LoggerMessage(1404, LogLevel.Error, "The audit could not be anchored: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
