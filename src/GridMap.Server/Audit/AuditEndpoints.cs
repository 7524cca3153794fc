using System.Text.Json;
using GridMap.Contracts.Access;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Audit;

/// <summary>The audit as its administrators read it: newest first, page by page.</summary>
internal static class AuditEndpoints
{
    private const string ListName = "audit";

    /// <summary>Registers the daily anchor, and what is told of refused requests.</summary>
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section);
        services.AddRecurring<AnchorJob>("audit.anchor", job => job.RunAsync(CancellationToken.None), AnchorJob.Schedule);
        services.AddSingleton<RefusalAudit>().AddHostedService(provider => provider.GetRequiredService<RefusalAudit>());
    }

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        string[] known = [.. AuditFilter.Names, "limit", "after"];
        routes.MapGet("/counties/{county}/audit", ListCounty).Knows(known)
            .Produces<AuditPage>()
            .WithTags("Audit").WithSummary("What was done and refused in a county, newest first, page by page");
        routes.MapGet("/audit", ListServer).Knows(known)
            .Produces<AuditPage>()
            .WithTags("Audit").WithSummary("What was done and refused where no county is concerned: accounts, sign-in");
    }

    private static async Task<IResult> ListCounty(
        string county, [AsParameters] AuditFilter filter, [AsParameters] Paging paging, NpgsqlDataSource db, HttpRequest request, CancellationToken ct) =>
        await db.HasCountyAsync(county, ct) ? await ListAsync(county, filter, paging, db, request, ct) : Problems.CountyNotFound(county);

    private static Task<IResult> ListServer(
        [AsParameters] AuditFilter filter, [AsParameters] Paging paging, NpgsqlDataSource db, HttpRequest request, CancellationToken ct) =>
        ListAsync(AuditLog.ServerChain, filter, paging, db, request, ct);

    private static async Task<IResult> ListAsync(
        string chain, AuditFilter filter, Paging paging, NpgsqlDataSource db, HttpRequest request, CancellationToken ct)
    {
        if (filter.TryRead(out var parameters) is { } wrongFilter) return wrongFilter;
        if (paging.Problem(ListName, key => long.TryParse(key, out _), out var after) is { } wrongPage) return wrongPage;
        var found = await db.ListAsync(Sql.For("Audit/list-entries"),
            [chain, .. parameters, after is null ? null : long.Parse(after), paging.SizeAndOne], Read, ct);
        return TypedResults.Ok(found.Count <= paging.Size
            ? new AuditPage(found, null)
            : new AuditPage(found[..paging.Size], Paging.NextOf(request, ListName, $"{found[paging.Size - 1].Sequence}")));
    }

    private static AuditEntry Read(NpgsqlDataReader row)
    {
        var content = JsonElement.Parse(row.GetString(2));
        return new(
            row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), Text(content, "actor"), Text(content, "address"),
            Text(content, "action")!, Text(content, "outcome")!, Text(content, "entity"), Text(content, "entityId"),
            Part(content, "before"), Part(content, "after"), Part(content, "detail"));
    }

    private static string? Text(JsonElement content, string name) => Part(content, name)?.GetString();

    private static JsonElement? Part(JsonElement content, string name) =>
        content.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;
}
