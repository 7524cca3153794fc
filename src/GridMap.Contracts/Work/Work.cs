using System.Text.Json;

namespace GridMap.Contracts.Work;

/// <summary>What becomes of a piece of work.</summary>
public static class WorkStatus
{
    public const string Waiting = "waiting";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
}

/// <summary>Something that takes longer than a request: how far it is, and what came of it.</summary>
/// <param name="WorkId">Names it.</param>
/// <param name="Kind">What is done, for example <c>division-check</c>.</param>
/// <param name="Subject">To what, for example the number of a division.</param>
/// <param name="Status">One of <see cref="WorkStatus"/>.</param>
/// <param name="Stage">What it is at.</param>
/// <param name="FractionDone">0 to 1.</param>
/// <param name="Failure">One sentence where it failed.</param>
/// <param name="Result">What came of it, as its kind says; null before its end. Of an import that failed, a <see cref="Imports.RefusedFile"/>.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record PieceOfWork(
    Guid WorkId, string Kind, string Subject, string Status, string? Stage, double FractionDone, string? Failure, JsonElement? Result,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>Whether it has come to an end.</summary>
    public bool IsOver => Status is WorkStatus.Done or WorkStatus.Failed or WorkStatus.Cancelled;
}
