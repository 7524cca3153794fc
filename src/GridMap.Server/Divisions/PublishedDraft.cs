namespace GridMap.Server.Divisions;

/// <summary>A draft on its way into force.</summary>
/// <param name="DivisionId">The draft.</param>
/// <param name="BatchId">The import that brought it; null where somebody drew it.</param>
/// <param name="AcceptedBecause">The administrator's written reason to publish it with its defects; null without any.</param>
/// <param name="AcceptedBy">Who gave it, as the audit names them.</param>
internal sealed record PublishedDraft(int DivisionId, Guid? BatchId, string? AcceptedBecause = null, string? AcceptedBy = null)
{
    /// <summary>What the history of its grids says.</summary>
    public string Action => BatchId is null ? "published" : "imported";
}
