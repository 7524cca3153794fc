using System.Text.Json;
using GridMap.Contracts.Access;

namespace GridMap.Viewer.Audit;

/// <summary>One member that an audited change set or changed.</summary>
/// <param name="Member">Its name; a member of a member after a dot.</param>
/// <param name="Before">What it held; null for nothing.</param>
/// <param name="After">What it holds; null for nothing.</param>
internal sealed record AuditDifference(string Member, string? Before, string? After)
{
    private const int Longest = 200;

    /// <summary>What an entry's before and after differ in, and what its detail tells, in their order.</summary>
    public static IReadOnlyList<AuditDifference> Of(AuditEntry entry)
    {
        var (before, after) = (Members(entry.Before), Members(entry.After));
        var changed = before.Keys.Union(after.Keys)
            .Select(member => new AuditDifference(member, before.GetValueOrDefault(member), after.GetValueOrDefault(member)))
            .Where(member => member.Before != member.After);
        return [.. changed, .. Members(entry.Detail).Select(member => new AuditDifference(member.Key, null, member.Value))];
    }

    private static Dictionary<string, string> Members(JsonElement? value)
    {
        var members = new Dictionary<string, string>();
        if (value is { } some) Collect(some, "", members);
        return members;
    }

    private static void Collect(JsonElement value, string name, Dictionary<string, string> members)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Collect(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}", members);
                break;
            default:
                var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                members[name] = text.Length > Longest ? text[..Longest] + "…" : text;
                break;
        }
    }
}
