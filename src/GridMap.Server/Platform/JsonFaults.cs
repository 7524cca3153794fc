using System.Text.Json;
using System.Text.RegularExpressions;

namespace GridMap.Server.Platform;

/// <summary>What is wrong with JSON that somebody sent, in words of his content: line, byte and member.</summary>
internal static partial class JsonFaults
{
    /// <summary>The place of the fault and the reason.</summary>
    public static string Explain(JsonException json) =>
        $"Line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}, at {json.Path ?? "$"}: {Reason(json.Message)}";

    // The framework's own sentences name its types; a caller knows members.
    private static string Reason(string message)
    {
        var sentence = message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0];
        if (sentence.Contains("could not be mapped", StringComparison.Ordinal)) return "this member is not known here.";
        if (sentence.Contains("could not be converted", StringComparison.Ordinal)) return "the value is of another kind than belongs here.";
        if (sentence.Contains("doesn't allow null values", StringComparison.Ordinal)) return "it must not be null.";
        var missing = sentence.IndexOf("was missing required properties including: ", StringComparison.Ordinal);
        if (missing >= 0) return "missing: " + sentence[(sentence.IndexOf(": ", missing, StringComparison.Ordinal) + 2)..];
        return DotnetType.IsMatch(sentence) ? "the value cannot be read." : sentence;
    }

    [GeneratedRegex(@"(System|GridMap)\.\w", RegexOptions.NonBacktracking)]
    private static partial Regex DotnetType { get; }
}
