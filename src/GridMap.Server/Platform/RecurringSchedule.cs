using System.Linq.Expressions;
using Hangfire;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GridMap.Server.Platform;

/// <summary>Work that comes again by the clock, registered by its slice.</summary>
/// <param name="Add">Tells Hangfire of it; doing so again changes nothing.</param>
internal sealed record Recurrence(Action<IRecurringJobManager> Add);

/// <summary>How a slice registers its recurring work.</summary>
internal static class Recurrences
{
    /// <summary>Work that nobody waits for, by Hangfire's clock (UTC).</summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="id">As the dashboard shows it.</param>
    /// <param name="work">What is called.</param>
    /// <param name="cron">When.</param>
    public static void AddRecurring<TJob>(this IServiceCollection services, string id, Expression<Func<TJob, Task>> work, string cron)
    {
        services.AddSingleton(new Recurrence(schedule => schedule.AddOrUpdate(id, Jobs.Ordinary, work, cron)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RecurringSchedule>());
    }
}

/// <summary>Has recurring work run by whichever server comes first; what the database's absence delays is told when it is back.</summary>
internal sealed partial class RecurringSchedule(
    IRecurringJobManager schedule, IEnumerable<Recurrence> all, TimeProvider clock, ILogger<RecurringSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !TrySchedule())
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool TrySchedule()
    {
        try
        {
            foreach (var one in all) one.Add(schedule);
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

    [LoggerMessage(1405, LogLevel.Warning, "Recurring work could not be scheduled yet: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
