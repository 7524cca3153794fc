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
    private const string County = "/api/counties/{county}";
    private const string RetryAfterSeconds = "1";

    /// <summary>Which endpoints, and which of the limits they share. Their patterns are those of <see cref="AccessRules"/>.</summary>
    public static IReadOnlyList<(string Pattern, string Kind, Func<ReadLimitOptions, int> Most)> All { get; } =
    [
        ($"{County}/issues.csv", "exports", options => options.Exports),
        ($"{County}/facilities.csv", "exports", options => options.Exports),
        ("/tiles/{county}/{layer}/{z}/{x}/{y}.mvt", "tiles", options => options.Tiles),
        ("/basemap/{name}/{z:int}/{x:int}/{y:int}", "tiles", options => options.Tiles),
        ($"{County}/search", "searches", options => options.Searches),
        ($"{County}/grids", "lists", options => options.Lists),
        ($"{County}/issues", "lists", options => options.Lists),
        ($"{County}/facilities", "lists", options => options.Lists),
        ($"{County}/streets", "lists", options => options.Lists),
        ($"{County}/density", "lists", options => options.Lists),
        ($"{County}/audit", "lists", options => options.Lists),
        ("/api/audit", "lists", options => options.Lists),
    ];

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
        var pattern = '/' + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Trim('/');
        if (!HttpMethods.IsGet(http.Request.Method) || All.FirstOrDefault(one => one.Pattern == pattern) is not { Kind: { } kind, Most: { } most })
            return RateLimitPartition.GetNoLimiter("");
        var actor = Caller.Of(http).Actor;
        return RateLimitPartition.GetConcurrencyLimiter($"{kind} {actor.AccountId ?? actor.KeyId}", _ => new()
        {
            PermitLimit = most(options),
            QueueLimit = most(options) * options.WaitingPerPlace,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }
}
