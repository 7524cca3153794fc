using GridMap.Contracts.Divisions;

namespace GridMap.Server.Divisions;

/// <summary>A draft as it stands.</summary>
/// <param name="Division">The draft.</param>
/// <param name="BatchId">The import that brought it; null where somebody drew it.</param>
/// <param name="InForce">The division in force now; null for none.</param>
internal sealed record StandingDraft(Division Division, Guid? BatchId, int? InForce)
{
    /// <summary>Why it cannot come into force, as one sentence; null when it can.</summary>
    /// <param name="isAccepted">Whether an administrator gave a written reason to accept its defects.</param>
    public string? RefuseToPublish(bool isAccepted) => Division switch
    {
        { Status: DivisionStatus.Draft } => "The division was not checked as it stands; check it first.",
        _ when Division.BasedOn != InForce =>
            $"Division {InForce} came into force since this one was begun from division {Division.BasedOn}; begin anew, so that its changes are not lost.",
        { BlockingDefects: > 0 } when !isAccepted =>
            $"It has {Division.BlockingDefects:N0} defects; correct them, or let an administrator accept them with a written reason.",
        _ => null,
    };
}
