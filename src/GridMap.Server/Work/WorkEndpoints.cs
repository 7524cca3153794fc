using System.ComponentModel;
using GridMap.Contracts.Work;
using GridMap.Server.Platform;

namespace GridMap.Server.Work;

/// <summary>Long work: how far it is, and calling it off.</summary>
internal static class WorkEndpoints
{
    public static void AddWork(this IServiceCollection services) => services.AddSingleton<WorkBoard>();

    public static void MapWork(this IEndpointRouteBuilder routes)
    {
        var work = routes.MapGroup("/counties/{county}/work").WithTags("Work");
        work.MapGet("", List).Knows("kind", "subject")
            .Produces<List<PieceOfWork>>()
            .WithSummary("Long work that was lately asked for, newest first");
        work.MapGet("/{workId:guid}", Get).Knows()
            .Produces<PieceOfWork>()
            .WithSummary("How far a piece of long work is");
        work.MapPost("/{workId:guid}/cancel", Cancel).Knows()
            .Produces<PieceOfWork>()
            .WithSummary("Calls a piece of long work off; what it began is undone");
    }

    /// <summary>The answer to asking for work: 202, and where to ask how far it is.</summary>
    public static IResult Accepted(string county, PieceOfWork work) =>
        TypedResults.Accepted($"/api/counties/{county}/work/{work.WorkId}", work);

    private static async Task<IResult> List(
        string county,
        [Description("For example division-check")] string? kind,
        [Description("For example the number of a division")] string? subject,
        WorkBoard board, CancellationToken ct)
    {
        var problem = Check.Parameters().Text("kind", kind, 100).Text("subject", subject, 100).Problem;
        return problem is not null ? problem : TypedResults.Ok(await board.ListAsync(county, kind, subject, ct));
    }

    private static async Task<IResult> Get(string county, Guid workId, WorkBoard board, CancellationToken ct) =>
        await board.FindAsync(county, workId, ct) is { } work ? TypedResults.Ok(work) : Problems.NotFound("work", workId.ToString());

    private static async Task<IResult> Cancel(string county, Guid workId, WorkBoard board, CancellationToken ct)
    {
        await board.CancelAsync(county, workId, ct);
        return await Get(county, workId, board, ct);
    }
}
