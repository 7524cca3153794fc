using System.Text.Json;

namespace GridMap.Contracts.Access;

/// <summary>One thing that was done or refused; <c>GET /api/counties/{county}/audit</c>, newest first, and <c>/api/audit</c> for what concerns no county.</summary>
/// <param name="Sequence">Its place in the county's chain, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: an account's name, a key's label, or the command line; null where nobody was signed in.</param>
/// <param name="Address">From where: IP address; null for the command line.</param>
/// <param name="Action">What: <c>issue.added</c>, <c>import.published</c>, <c>session.refused</c> …</param>
/// <param name="Outcome"><c>done</c> or <c>refused</c>.</param>
/// <param name="Entity">The kind of thing it was done to.</param>
/// <param name="EntityId">Its id or code.</param>
/// <param name="Before">What changed, as it was.</param>
/// <param name="After">What changed, as it is.</param>
/// <param name="Detail">Anything else: the refused request, the counts of an import.</param>
public sealed record AuditEntry(
    long Sequence, DateTimeOffset At, string? Actor, string? Address, string Action, string Outcome,
    string? Entity, string? EntityId, JsonElement? Before, JsonElement? After, JsonElement? Detail);

/// <summary>A page of the audit.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Address of the next page; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? Next);
