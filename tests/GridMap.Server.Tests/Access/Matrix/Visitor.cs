using System.Text;
using System.Text.Json;
using GridMap.Contracts;
using GridMap.Contracts.Access;

namespace GridMap.Server.Tests.Access.Matrix;

/// <summary>One role somebody holds in the county.</summary>
internal sealed record Held(string Role, string? Area = null, string? Unit = null);

/// <summary>What the server answered a visitor.</summary>
internal sealed record Seen(int Status, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);

    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The problem's type; empty for none.</summary>
    public string Problem => Status >= 400 && Content is [(byte)'{', ..] && Json.TryGetProperty("type", out var type)
        ? type.GetString()!.Split(':')[^1]
        : "";

    /// <summary>Whether it went past the gate and was understood: nothing was refused, nothing failed.</summary>
    public bool IsAnswer => Status < 500 && Problem is not ("sign-in-required" or "not-allowed" or "county-not-found");

    public string Outcome => $"{Status} {Problem}".Trim();
}

/// <summary>
/// Somebody who asks, and what they ought to see by what they hold: computed here a second time, in the plainest way, so that
/// it agrees with the server only where both are right.
/// </summary>
internal sealed class Visitor(string name, AreaCounty county, HttpClient client)
{
    private static readonly string[] Reading = [Permission.ReadIssues, Permission.ReadFacilities, Permission.ReadOperations];
    private static readonly string[] Undivided = [Permission.ReadOperations, Permission.Operate, Permission.Administer];

    // From the product's description: everything; county-wide work; read; plan facilities; report and edit; what is assigned.
    private static readonly Dictionary<string, string[]> Powers = new()
    {
        ["administrator"] = [.. Reading, Permission.WriteIssues, Permission.WriteFacilities, Permission.Operate, Permission.Administer],
        ["office"] = [.. Reading, Permission.WriteIssues, Permission.WriteFacilities, Permission.Operate],
        ["leader"] = Reading,
        ["viewer"] = [Permission.ReadIssues, Permission.ReadFacilities],
        ["planner"] = [Permission.ReadIssues, Permission.ReadFacilities, Permission.WriteFacilities],
        ["grid_lead"] = [Permission.ReadIssues, Permission.ReadFacilities, Permission.WriteIssues, Permission.WriteFacilities],
        ["inspector"] = [Permission.ReadIssues, Permission.ReadFacilities, Permission.WriteIssues, Permission.WriteFacilities],
        ["department"] = [Permission.ReadIssues, Permission.ReadFacilities, Permission.WriteIssues],
    };

    public string Name => name;

    public bool IsSignedIn { get; init; } = true;

    /// <summary>Whether it sends a key that is none; such a request is answered nowhere.</summary>
    public bool HasWrongKey { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Whether its key holds for every county.</summary>
    public bool IsServerAdministrator { get; init; }

    /// <summary>The county it belongs to; null for none.</summary>
    public string? CountyCode { get; init; } = Testing.TestCounty.Code;

    public IReadOnlyList<Held> Holds { get; init; } = [];

    public bool IsMemberOf(string countyCode) => IsServerAdministrator || CountyCode == countyCode;

    /// <summary>Whether it holds the permission anywhere in the county.</summary>
    public bool May(string permission) => Granting(permission).Any(held => held.Role == "department"
        ? held.Unit is not null
        : held.Area is null || AreaCounty.GridsOfArea.ContainsKey(held.Area));

    /// <summary>Whether it holds the permission by a unit.</summary>
    public bool MayByUnit(string permission) => Granting(permission).Any(held => held is { Role: "department", Unit: not null });

    /// <summary>Whether it holds the permission for what lies there and is that unit's.</summary>
    public bool May(string permission, string place, string? unit) => Granting(permission).Any(held => held.Role == "department"
        ? held.Unit is not null && held.Unit == unit
        : held.Area is null || (AreaCounty.GridsOfArea.GetValueOrDefault(held.Area) ?? []).Contains(place));

    public bool Sees(Thing thing) => May(
        county.Issues.Contains(thing) ? Permission.ReadIssues : Permission.ReadFacilities, thing.Place, thing.Unit);

    public IEnumerable<Thing> SeenOf(IEnumerable<Thing> things) => things.Where(Sees);

    /// <summary>Asks; whatever the answer, it must hold nothing of what the visitor does not see.</summary>
    public async Task<Seen> SendAsync(string method, string address, object? content = null, long? revision = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (content is not null)
            request.Content = content is string text
                ? new MultipartFormDataContent { { new StringContent(text), "file", "file.csv" } }
                : new StringContent(JsonSerializer.Serialize(content, ContractsJson.Options), Encoding.UTF8, "application/json");
        if (revision is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{revision}\"");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var seen = new Seen((int)response.StatusCode, isStream ? [] : await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        AssertHoldsNothingForeign(seen, $"{method} {address}");
        return seen;
    }

    public Task<Seen> GetAsync(string address) => SendAsync("GET", address);

    /// <summary>A reader of what is told to it from that place of the change log on.</summary>
    public Task<Changes.EventReader> ListenAsync(string snapshot) => Changes.EventReader.OpenAsync(client, "changes", snapshot);

    private void AssertHoldsNothingForeign(Seen seen, string asked)
    {
        foreach (var thing in county.Issues.Concat(county.Facilities).Where(thing => !Sees(thing)))
            Assert.False(seen.Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(thing.Mark)) >= 0, $"{name} was sent {thing} by {asked}");
    }

    private IEnumerable<Held> Granting(string permission) => Holds.Where(held =>
        Powers[held.Role].Contains(permission)
        && (!IsReadOnly || Reading.Contains(permission))
        && (held.Area is null || !Undivided.Contains(permission)));
}
