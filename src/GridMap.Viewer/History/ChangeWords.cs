using System.Text.Json;
using GridMap.Contracts.Changes;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;

namespace GridMap.Viewer.History;

/// <summary>What a change changed, in one line: field, what it held, what it holds.</summary>
internal static class ChangeWords
{
    public static string Of(Change change, Texts texts, CountyClock clock)
    {
        if (change.Before is not { ValueKind: JsonValueKind.Object } before || change.After is not { ValueKind: JsonValueKind.Object } after)
            return "";
        var words = after.EnumerateObject()
            .Select(member => (Name: NameOf(member.Name, texts), Was: Value(before, member.Name, texts, clock), Is: Value(after, member.Name, texts, clock)))
            .Where(field => field.Name is not null)
            .Select(field => $"{field.Name}: {field.Was} → {field.Is}");
        return string.Join("; ", words);
    }

    // Members as the database names them; what people need not read is left out.
    private static string? NameOf(string member, Texts texts) => member.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "category" => texts.Category,
        "description" => texts.Description,
        "severity" => texts.Severity,
        "address" => texts.Address,
        "source" => texts.Source,
        "unitcode" => texts.Unit,
        "status" => texts.Status,
        "state" => texts.Status,
        "dueat" => texts.DueAt,
        "kind" => texts.Kind,
        "name" => texts.Name,
        "openinghours" => texts.OpeningHours,
        "clearedon" => texts.ClearedOn,
        "clearedoutcome" => texts.ClearedOutcome,
        "gridcode" => texts.Grid,
        _ => null,
    };

    private static string Value(JsonElement values, string member, Texts texts, CountyClock clock)
    {
        if (!values.TryGetProperty(member, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return "—";
        var text = value.ToString();
        return member switch
        {
            "severity" when value.TryGetInt32(out var severity) => texts.SeverityName(severity),
            "source" => texts.SourceName(text),
            "status" => texts.StatusName(text),
            "state" => text == "existing" ? texts.Existing : texts.Cleared,
            "kind" => texts.KindName(text),
            "due_at" or "dueAt" when value.TryGetDateTimeOffset(out var due) => clock.Minute(due),
            _ => text.Length > 60 ? text[..60] + "…" : text,
        };
    }
}
