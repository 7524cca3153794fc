namespace GridMap.Viewer.Audit;

/// <summary>What the audit is asked for: members of the page's address, so that a colleague sees the same.</summary>
internal sealed record AuditQuery(bool IsServer, string Actor, string Action, string Outcome, string FromDay, string ToDay)
{
    private const int PageSize = 100;

    public bool IsFiltered => this != new AuditQuery(IsServer, "", "", "", "", "");

    /// <summary>As members of the page's address; null takes one out.</summary>
    public IReadOnlyDictionary<string, string?> Address => new Dictionary<string, string?>
    {
        ["of"] = IsServer ? "server" : null,
        ["actor"] = Filled(Actor),
        ["action"] = Filled(Action),
        ["outcome"] = Filled(Outcome),
        ["from"] = Filled(FromDay),
        ["to"] = Filled(ToDay),
    };

    /// <summary>As the server takes it.</summary>
    /// <param name="from">The first moment; null for no limit.</param>
    /// <param name="to">The first moment after; null for no limit.</param>
    public string Parameters(DateTimeOffset? from, DateTimeOffset? to) => string.Join('&', new (string Name, string? Value)[]
    {
        ("limit", PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("actor", Filled(Actor)), ("action", Filled(Action)), ("outcome", Filled(Outcome)), ("from", Text(from)), ("to", Text(to)),
    }.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));

    private static string? Filled(string text) => text.Trim() is { Length: > 0 } filled ? filled : null;

    private static string? Text(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
