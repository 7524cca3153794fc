using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Audit;

/// <summary>
/// Audits what was asked for and refused. Whoever asks again and again fills neither the chain nor the disk: of one caller
/// a few attempts a minute are told one by one, the rest as a number.
/// </summary>
internal sealed partial class RefusalAudit(NpgsqlDataSource db, TimeProvider clock, ILogger<RefusalAudit> log) : BackgroundService
{
    /// <summary>Entries a minute of one known caller from one address, county by county.</summary>
    public const int MostOfKnown = 60;

    /// <summary>Entries a minute from one address with a key or cookie that nobody has.</summary>
    public const int MostOfUnknown = 10;

    /// <summary>Entries a minute of all callers together.</summary>
    public const int MostOfAll = 600;

    private const string Action = "request.refused";
    private const int MostWindows = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Source, Window> _windows = [];
    private (DateTimeOffset Since, int Written) _all;

    private readonly record struct Source(string Chain, string? Name, string? Address);

    private sealed record Window(DateTimeOffset Since, Actor Actor)
    {
        public int Written { get; set; }

        public int Left { get; set; }
    }

    /// <summary>Audits a refusal, or counts it where there were too many this minute.</summary>
    /// <param name="actor">Who, as far as it is known.</param>
    /// <param name="countyCode">The county it was about; null, or one that there is not, for none.</param>
    /// <param name="detail">What was refused.</param>
    public async Task NoteAsync(Actor actor, string? countyCode, object detail)
    {
        try
        {
            var chain = countyCode is { Length: 6 } && await db.HasCountyAsync(countyCode, CancellationToken.None) ? countyCode : AuditLog.ServerChain;
            // Told even if the caller does not wait for the answer.
            if (Takes(new(chain, actor.Name, actor.Address), actor))
                await db.AppendAsync(actor, chain, new(Action, Detail: detail, IsRefused: true), CancellationToken.None);
        }
        catch (NpgsqlException error)
        {
            LogFailed(log, error.Message);
        }
    }

    /// <summary>Tells the number of those left out in minutes that are over, or in all.</summary>
    public async Task TellLeftOutAsync(bool isEnd, CancellationToken ct)
    {
        foreach (var (source, window) in TakeOver(isEnd))
        {
            await db.AppendAsync(window.Actor, source.Chain, new(
                Action, Detail: new { attempts = window.Left, since = window.Since, until = clock.GetUtcNow() }, IsRefused: true), ct);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryTellAsync(isEnd: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute / 6, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryTellAsync(isEnd: false, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private async Task TryTellAsync(bool isEnd, CancellationToken ct)
    {
        try
        {
            await TellLeftOutAsync(isEnd, ct);
        }
        catch (NpgsqlException error)
        {
            LogFailed(log, error.Message);
        }
    }

    private bool Takes(Source source, Actor actor)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            // Whoever comes from ever new addresses is counted together.
            if (_windows.Count >= MostWindows && !_windows.ContainsKey(source)) (source, actor) = (new(AuditLog.ServerChain, null, null), new(null));
            if (!_windows.TryGetValue(source, out var window) || (window.Left == 0 && now - window.Since >= Minute))
                _windows[source] = window = new(now, actor);
            if (now - _all.Since >= Minute) _all = (now, 0);
            if (window.Written < (actor.Name is null ? MostOfUnknown : MostOfKnown) && _all.Written < MostOfAll)
            {
                window.Written++;
                _all.Written++;
                return true;
            }

            window.Left++;
            return false;
        }
    }

    private List<(Source Source, Window Window)> TakeOver(bool isEnd)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var over = _windows.Where(one => isEnd || now - one.Value.Since >= Minute).Select(one => (one.Key, one.Value)).ToList();
            foreach (var (source, _) in over) _windows.Remove(source);
            return [.. over.Where(one => one.Value.Left > 0)];
        }
    }

    [LoggerMessage(1406, LogLevel.Warning, "A refused request could not be audited: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
