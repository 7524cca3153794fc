using System.Text.Json;

namespace GridMap.Viewer.Api;

/// <summary>A problem the server answered with (RFC 9457), or that kept us from reaching it.</summary>
/// <param name="type">Stable; the viewer translates by it.</param>
/// <param name="detail">The server's sentence, in English.</param>
/// <param name="body">The whole problem; null where there was no answer.</param>
/// <param name="retryAfter">How long the server wants us to wait; null where it does not say.</param>
internal sealed class ProblemException(string type, string? detail, JsonElement? body = null, TimeSpan? retryAfter = null) : Exception($"{type}: {detail}")
{
    /// <summary>The type of a request that found no server.</summary>
    public const string Network = "urn:gridmap:problem:network";

    public string Type { get; } = type;

    public string? Detail { get; } = detail;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The problem that an answer's content tells, of a request that was not sent by <see cref="ServerApi"/>; empty where nothing was answered.</summary>
    public static ProblemException Read(string content)
    {
        if (content is "") return new(Network, null);
        try
        {
            var problem = JsonSerializer.Deserialize<JsonElement>(content, ApiJson.Options);
            return new(Member(problem, "type") ?? "about:blank", Member(problem, "detail"), problem);
        }
        catch (JsonException)
        {
            return new("about:blank", null);
        }
    }

    private static string? Member(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Nobody is signed in, or no longer.</summary>
    public bool IsSignInRequired => Type.EndsWith(":sign-in-required", StringComparison.Ordinal);

    /// <summary>The antiforgery token is another session's, or has expired.</summary>
    public bool IsStalePage => Type.EndsWith(":stale-page", StringComparison.Ordinal);

    public bool IsChangedMeanwhile => Type.EndsWith(":changed-meanwhile", StringComparison.Ordinal);

    /// <summary>A member of the problem beyond the standard ones.</summary>
    public T? Member<T>(string name) where T : class =>
        body is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty(name, out var member)
            ? member.Deserialize<T>(ApiJson.Options)
            : null;
}
