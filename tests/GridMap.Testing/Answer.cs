using System.Text.Json;
using GridMap.Contracts;

namespace GridMap.Testing;

/// <summary>What the server answered, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The content.</param>
/// <param name="Headers">Headers of response and content, by name.</param>
public sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private const string TypePrefix = "urn:gridmap:problem:";

    /// <summary>The problem's type without what all types begin with; null for no problem.</summary>
    public string? ProblemType => Headers.GetValueOrDefault("Content-Type") == "application/problem+json"
        ? Json.GetProperty("type").GetString()!.Replace(TypePrefix, "", StringComparison.Ordinal)
        : null;

    /// <summary>The problem's own sentence.</summary>
    public string Detail => Json.GetProperty("detail").GetString()!;

    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The content as a contract says it; it must be a success.</summary>
    public T Read<T>()
    {
        Assert.True(Status is >= 200 and < 300, $"{Status} {Text}");
        return JsonSerializer.Deserialize<T>(Text, ContractsJson.Options)!;
    }

    /// <summary>Asserts that it is this problem, said in a sentence that holds these words and no trace of code.</summary>
    public void AssertProblem(int status, string type, string words = "")
    {
        Assert.True(Status == status && ProblemType == type, $"expected {status} {type}, was {Status} {Text}");
        Assert.Contains(words, Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
    }

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken ct) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(ct),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
