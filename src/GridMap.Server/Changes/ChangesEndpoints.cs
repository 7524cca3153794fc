using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Changes;
using GridMap.Server.Access;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace GridMap.Server.Changes;

/// <summary>Tells open screens what changed, as server-sent events.</summary>
internal static class ChangesEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapChanges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/counties/{county}/changes", Follow).Knows()
            .Produces<ChangeNotice>(contentType: "text/event-stream")
            .WithTags("Changes").WithSummary("What changes in the county, as it happens (server-sent events)")
            .WithDescription("Each event's data is a ChangeNotice and its id a place in the change log: a client that was "
                + "cut off sends it back as Last-Event-ID and hears what it missed. A client that falls behind is told to reload.");

    private static async Task Follow(
        string county, Caller caller, AccessStore access, HttpContext http, NpgsqlDataSource db, ChangeFeed feed, TimeProvider clock,
        IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        // Subscribed before the look at what was missed: a change in between is told twice rather than never.
        using var subscription = feed.Subscribe(county);
        var missed = await MissedAsync(county, http.Request.Headers["Last-Event-ID"], db, ct);
        if (missed is null)
        {
            await Problems.CountyNotFound(county).ExecuteAsync(http);
            return;
        }
        Begin(http);
        var heard = new HeardChanges(caller, access);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        try
        {
            // The browser waits as long before it comes back after a cut.
            await http.Response.WriteAsync("retry: 2000\n\n", stop.Token);
            foreach (var changes in missed) await WriteAsync(http.Response, heard, changes, stop.Token);
            await http.Response.Body.FlushAsync(stop.Token);
            await CopyAsync(subscription, http, heard, clock, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader left or the server stops: both are the ordinary end.
        }
    }

    private static void Begin(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>What the client missed; null where there is no such county.</summary>
    private static async Task<IReadOnlyList<CountyChanges>?> MissedAsync(
        string county, string? lastEventId, NpgsqlDataSource db, CancellationToken ct)
    {
        if (await db.FirstOrDefaultAsync("SELECT county_code FROM county WHERE county_code = $1", [county], row => row.GetString(0), ct) is null)
            return null;
        if (string.IsNullOrEmpty(lastEventId))
            return [];
        if (ChangeLog.IsSnapshot(lastEventId))
            return (await ChangeLog.SinceAsync(db, lastEventId, county, ct)).Changes;
        var (now, _) = await ChangeLog.SinceAsync(db, null, county, ct);
        return [CountyChanges.Reload(county, now)];
    }

    private static async Task CopyAsync(
        ChangeSubscription subscription, HttpContext http, HeardChanges heard, TimeProvider clock, CancellationToken ct)
    {
        var response = http.Response;
        var reader = subscription.Reader;
        var next = reader.WaitToReadAsync(ct).AsTask();
        while (true)
        {
            var beat = Task.Delay(Heartbeat, clock, ct);
            var first = await Task.WhenAny(next, beat);
            // Nothing is told to whoever signed out meanwhile, or works here no longer.
            if (!await AccessGate.StillLetsInAsync(http)) return;
            if (first == beat)
            {
                await beat;
                await response.WriteAsync(": still here\n\n", ct);
            }
            else
            {
                if (!await next) return;
                while (reader.TryRead(out var changes)) await WriteAsync(response, heard, changes, ct);
                next = reader.WaitToReadAsync(ct).AsTask();
            }
            await response.Body.FlushAsync(ct);
        }
    }

    private static async Task WriteAsync(HttpResponse response, HeardChanges heard, CountyChanges changes, CancellationToken ct)
    {
        if (await heard.OfAsync(changes, ct) is not { } told) return;
        var data = JsonSerializer.Serialize(new ChangeNotice(told.Layers, told.GridIds), ContractsJson.Options);
        await response.WriteAsync($"id: {changes.Snapshot}\ndata: {data}\n\n", ct);
    }
}
