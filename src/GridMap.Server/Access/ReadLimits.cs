using System.Threading.RateLimiting;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GridMap.Server.Access;

/// <summary>
/// What is expensive to read is answered to one account or key a few at a time, so that nobody's sweep over the map or
/// hundred exports keep the others waiting.
/// </summary>
internal static class ReadLimits
{
    private const string RetryAfterSeconds = "1";

    /// <summary>Registers it.</summary>
    public static void AddReadLimits(this IServiceCollection services)
    {
        services.AddOptions<ReadLimitOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ReadLimitOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, options.Value));
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
                await Problems.TooManyRequests().ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext http, ReadLimitOptions options)
    {
        if (http.Features.Get<AccessRule>()?.Limit is not { } limit) return RateLimitPartition.GetNoLimiter("");
        var actor = Caller.Of(http).Actor;
        var most = Most(limit, options);
        return RateLimitPartition.GetConcurrencyLimiter($"{limit} {actor.AccountId ?? actor.KeyId}", _ => new()
        {
            PermitLimit = most,
            QueueLimit = most * options.WaitingPerPlace,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    private static int Most(ReadLimit limit, ReadLimitOptions options) => limit switch
    {
        ReadLimit.Exports => options.Exports,
        ReadLimit.Tiles => options.Tiles,
        ReadLimit.Searches => options.Searches,
        _ => options.Lists,
    };
}
