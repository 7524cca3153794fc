using System.Text;
using System.Text.Json.Nodes;
using GridMap.Testing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GridMap.Server.Tests.Access.Injection;

/// <summary>A request that an endpoint takes, again and again: whatever is put into one place of it, the rest is in order.</summary>
internal sealed class OrdinaryRequest
{
    /// <summary>Parts of the address by name.</summary>
    public Dictionary<string, string> Parts { get; init; } = [];

    /// <summary>Query parameters without which nothing is answered.</summary>
    public Dictionary<string, string> Query { get; init; } = [];

    /// <summary>Makes the JSON that is sent, with a new id where it makes something; null for none.</summary>
    public Func<JsonObject>? Content { get; init; }

    /// <summary>Makes the form that is sent; null for none.</summary>
    public Func<JsonObject, string, MultipartFormDataContent>? Form { get; init; }

    /// <summary>The key that asks.</summary>
    public string Key { get; init; } = TestKeys.Administrator;

    /// <summary>The person at a page who asks; null for <see cref="Key"/>.</summary>
    public TestBrowser? Browser { get; init; }

    /// <summary>The header If-Match of the next request; null for none.</summary>
    public string? Revision { get; set; }

    /// <summary>Whether it is an attempt to sign in, which are counted.</summary>
    public bool IsAttempt { get; init; }

    /// <summary>Puts back what a request changed that was taken; told its content and answer.</summary>
    public Func<JsonObject?, Answer, Task> After { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>One request as it goes out.</summary>
internal sealed class Sent(OrdinaryRequest ordinary)
{
    public Dictionary<string, string> Parts { get; } = new(ordinary.Parts);

    public Dictionary<string, string> Query { get; } = new(ordinary.Query);

    public Dictionary<string, string> Headers { get; } = ordinary.Revision is { } revision ? new() { ["If-Match"] = revision } : [];

    /// <summary>The JSON content, or a form's mapping.</summary>
    public JsonObject? Content { get; } = ordinary.Form is null ? ordinary.Content?.Invoke() : OrdinaryRequests.Mapping();

    public string FileName { get; set; } = "issues.geojson";

    public HttpRequestMessage ToMessage(HttpMethod method, RoutePattern pattern)
    {
        var query = string.Join('&', Query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        var message = new HttpRequestMessage(method, Path(pattern) + (query is "" ? "" : '?' + query));
        if (ordinary.Form is not null) message.Content = ordinary.Form(Content!, FileName);
        else if (Content is not null) message.Content = new StringContent(Content.ToJsonString(), Encoding.UTF8, "application/json");
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private string Path(RoutePattern pattern) => string.Concat(pattern.PathSegments.Select(segment => '/' + string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternParameterPart named => Uri.EscapeDataString(Parts[named.Name]),
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => throw new NotSupportedException(part.ToString()),
    }))));
}
