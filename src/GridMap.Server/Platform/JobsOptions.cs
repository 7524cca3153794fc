using System.ComponentModel.DataAnnotations;

namespace GridMap.Server.Platform;

/// <summary>How background work is kept safe; section <c>Jobs</c> of the configuration.</summary>
internal sealed class JobsOptions
{
    /// <summary>
    /// After how long without a sign of life a job is taken over by another worker, and a server is taken for dead.
    /// 15 to 3600 seconds, 300 by default: shorter than an outage of the database, and work is done twice.
    /// </summary>
    [Range(15, 3600)]
    public int TakeOverAfterSeconds { get; set; } = 300;

    /// <summary>How often queues are looked at where no notification arrives; 0.1 to 60 seconds, 2 by default.</summary>
    [Range(0.1, 60)]
    public double QueuePollSeconds { get; set; } = 2;

    /// <summary>
    /// Waits for notifications besides polling. Off behind a pooler in transaction mode, where LISTEN hears nothing.
    /// </summary>
    public bool ListenForWork { get; set; } = true;
}
