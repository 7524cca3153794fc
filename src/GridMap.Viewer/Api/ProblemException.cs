using System.Text.Json;

namespace GridMap.Viewer.Api;

/// <summary>A problem the server answered with (RFC 9457), or that kept us from reaching it.</summary>
/// <param name="type">Stable; the viewer translates by it.</param>
/// <param name="detail">The server's sentence, in English.</param>
/// <param name="body">The whole problem; null where there was no answer.</param>
internal sealed class ProblemException(string type, string? detail, JsonElement? body = null) : Exception($"{type}: {detail}")
{
    /// <summary>The type of a request that found no server.</summary>
    public const string Network = "urn:gridmap:problem:network";

    public string Type { get; } = type;

    public string? Detail { get; } = detail;

    public bool IsChangedMeanwhile => Type.EndsWith(":changed-meanwhile", StringComparison.Ordinal);

    /// <summary>A member of the problem beyond the standard ones.</summary>
    public T? Member<T>(string name) where T : class =>
        body is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty(name, out var member)
            ? member.Deserialize<T>(ApiJson.Options)
            : null;
}
