using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GridMap.Server.Platform;

/// <summary>
/// Hangfire, set up so that a killed or slow job is neither lost nor run for ever. Never use DisableConcurrentExecution:
/// its locks have no owner and a clock of their own; take an advisory lock of the database instead.
/// </summary>
internal static class Jobs
{
    /// <summary>What people wait for: the recount after a change. Queues sort alphabetically, which is also their precedence.</summary>
    public const string Critical = "a-critical";

    /// <summary>What nobody waits for.</summary>
    public const string Ordinary = "b-default";

    /// <summary>What may take long.</summary>
    public const string Bulk = "c-bulk";

    /// <summary>Creates Hangfire's tables; the running server needs no right to create any.</summary>
    public static void PrepareStorage(string connectionString)
    {
        var options = Options(new JobsOptions(), prepareSchema: true);
        _ = new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
    }

    /// <summary>Registers storage, client and workers.</summary>
    public static void AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddOptions<JobsOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<JobLockSweep>();
        // Said here, not by Hangfire's static configuration: several servers in one process (tests) each keep their own.
        services.AddSingleton<JobStorage>(provider => Storage(connectionString, provider.GetRequiredService<IOptions<JobsOptions>>().Value));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new JobsLog(provider.GetRequiredService<ILoggerFactory>())));
        // Workers of its own, so that long jobs never keep the map waiting.
        services.AddHangfireServer((provider, server) => Configure(provider, server, "critical", [Critical]));
        services.AddHangfireServer((provider, server) => Configure(provider, server, "other", [Critical, Ordinary, Bulk]));
    }

    private static void Configure(IServiceProvider provider, BackgroundJobServerOptions server, string name, string[] queues)
    {
        server.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{name}";
        server.Queues = queues;
        server.WorkerCount = 2;
        server.ServerTimeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<JobsOptions>>().Value.TakeOverAfterSeconds);
        server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
    }

    private static PostgreSqlStorage Storage(string connectionString, JobsOptions options)
    {
        var storage = Options(options, prepareSchema: false);
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(Named(connectionString), storage), storage);
    }

    private static PostgreSqlStorageOptions Options(JobsOptions options, bool prepareSchema) => new()
    {
        PrepareSchemaIfNecessary = prepareSchema,
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromSeconds(options.TakeOverAfterSeconds),
        DistributedLockTimeout = TimeSpan.FromMinutes(1),
        QueuePollInterval = TimeSpan.FromSeconds(options.QueuePollSeconds),
        EnableLongPolling = options.ListenForWork,
    };

    // Four workers and their listeners, and Hangfire's own dozen of clockworks, which are rarely awake at once.
    private static string Named(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "gridmap jobs", MaxPoolSize = 16 }.ConnectionString;
}
