using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace GridMap.Server.Platform;

/// <summary>Hangfire, set up so that a killed or slow job is neither lost nor run for ever.</summary>
internal static class Jobs
{
    /// <summary>Queues sort alphabetically, which is also their order of precedence.</summary>
    public static readonly string[] Queues = ["a-critical", "b-default", "c-bulk"];

    /// <summary>Creates Hangfire's tables; the running server needs no right to create any.</summary>
    public static void PrepareStorage(string connectionString) =>
        _ = new PostgreSqlStorage(
            new NpgsqlConnectionFactory(connectionString, Options(prepareSchema: true)), Options(prepareSchema: true));

    /// <summary>Registers storage, client and workers.</summary>
    public static void AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(connectionString), Options(prepareSchema: false)));
        services.AddHangfireServer(server =>
        {
            server.Queues = Queues;
            server.WorkerCount = 4;
            server.ServerTimeout = TimeSpan.FromMinutes(5);
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });
    }

    private static PostgreSqlStorageOptions Options(bool prepareSchema) => new()
    {
        PrepareSchemaIfNecessary = prepareSchema,
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromMinutes(5),
        DistributedLockTimeout = TimeSpan.FromMinutes(1),
        QueuePollInterval = TimeSpan.FromSeconds(2),
        EnableLongPolling = true,
    };
}
