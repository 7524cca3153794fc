using System.Text.Json;

namespace GridMap.Contracts.Changes;

/// <summary>One line of the history of an issue or facility.</summary>
/// <param name="Action">What was done: added, edited, resolved, reopened, cleared, restored, deleted, reassigned, imported, withdrawn.</param>
/// <param name="Revision">The revision it led to.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Before">The changed members as they were; null for a new row.</param>
/// <param name="After">The changed members as they became.</param>
public sealed record Change(string Action, long Revision, DateTimeOffset ChangedAt, JsonElement? Before, JsonElement? After);

/// <summary>What open screens are told (server-sent events of <c>/api/counties/{county}/changes</c>).</summary>
/// <param name="Layers">Which layers changed: issues, facilities, grids, units, streets, density; <c>reload</c> after a bulk change.</param>
/// <param name="GridIds">Grids whose issues, facilities or figures changed; empty after a bulk change.</param>
public sealed record ChangeNotice(IReadOnlyList<string> Layers, IReadOnlyList<int> GridIds);
