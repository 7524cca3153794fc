using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Audit;

/// <summary>Which entries of the audit are asked for.</summary>
/// <param name="Actor">A part of the name of who it was.</param>
/// <param name="Action">One action (<c>issue.added</c>), or all of a kind (<c>issue</c>).</param>
/// <param name="Outcome"><c>done</c> or <c>refused</c>.</param>
/// <param name="Entity">The kind of thing it was done to.</param>
/// <param name="EntityId">Its id or code.</param>
/// <param name="From">At this time or later.</param>
/// <param name="To">Before this time.</param>
internal sealed record AuditFilter(
    [FromQuery(Name = "actor")] string? Actor, [FromQuery(Name = "action")] string? Action,
    [FromQuery(Name = "outcome")] string? Outcome, [FromQuery(Name = "entity")] string? Entity,
    [FromQuery(Name = "entityId")] string? EntityId, [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "to")] DateTimeOffset? To)
{
    private const int MostCharacters = 200;

    public static string[] Names { get; } = ["actor", "action", "outcome", "entity", "entityId", "from", "to"];

    /// <summary>As parameters of list-entries.sql, or what is wrong.</summary>
    public ProblemHttpResult? TryRead(out object?[] parameters)
    {
        parameters =
        [
            Like.Containing(Actor), Action, Outcome, Entity, EntityId, From?.ToUnixTimeMilliseconds(), To?.ToUnixTimeMilliseconds(),
        ];
        var check = Check.Parameters().Text("actor", Actor, MostCharacters).Text("action", Action, MostCharacters)
            .Text("entity", Entity, MostCharacters).Text("entityId", EntityId, MostCharacters);
        return Outcome is null ? check.Problem : check.OneOf("outcome", Outcome, ["done", "refused"]).Problem;
    }
}
