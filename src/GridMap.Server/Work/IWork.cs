using System.Text.Json;
using GridMap.Server.Audit;

namespace GridMap.Server.Work;

/// <summary>A kind of work that takes longer than a request should; registered by its slice.</summary>
internal interface IWork
{
    /// <summary>As table work and addresses call it.</summary>
    public string Kind { get; }

    /// <summary>Does it, all of it or nothing: a server that dies over it lets another begin it anew.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="progress">Takes how far it is.</param>
    /// <param name="ct">Cancelled when somebody calls it off, or the server stops.</param>
    /// <returns>What came of it, to be told as JSON; null for nothing.</returns>
    /// <exception cref="WorkFailedException">It cannot be done.</exception>
    public Task<object?> RunAsync(WorkOrder order, WorkProgress progress, CancellationToken ct);
}

/// <summary>What a piece of work is to do.</summary>
/// <param name="CountyCode">Six digits.</param>
/// <param name="WorkId">Names it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Instruction">What it was told.</param>
/// <param name="Actor">On whose behalf.</param>
internal sealed record WorkOrder(string CountyCode, Guid WorkId, string Subject, JsonElement Instruction, Actor Actor);

/// <summary>Work cannot be done; the message is one sentence for whoever asked for it.</summary>
/// <param name="sentence">The sentence.</param>
/// <param name="result">The same for programs, to be told as JSON; null for nothing.</param>
internal sealed class WorkFailedException(string sentence, object? result = null) : Exception(sentence)
{
    public object? Result => result;
}
