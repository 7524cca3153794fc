using System.Text.RegularExpressions;
using GridMap.Testing;

namespace GridMap.Server.Tests.Access.Matrix;

/// <summary>Whom an address ought to answer.</summary>
internal enum Admits
{
    Anyone,
    SignedIn,

    /// <summary>Somebody at a browser; a key makes no keys.</summary>
    Person,

    ServerAdministrator,
    Member,
    Holder,
}

/// <summary>What one endpoint ought to do.</summary>
/// <param name="Admits">Whom it answers.</param>
/// <param name="Permission">For <see cref="Admits.Holder"/>: what they hold.</param>
/// <param name="Look">Asks as one who is answered, and compares what is seen with what ought to be; null where all see the same.</param>
internal sealed partial record Expectation(Admits Admits, string? Permission = null, Func<AreaCounty, Visitor, Task>? Look = null)
{
    /// <summary>What to send where the next to nothing that is sent otherwise would not be looked at; a text goes as a CSV file.</summary>
    public object? Content { get; init; }

    public static Expectation Anyone { get; } = new(Admits.Anyone);

    public static Expectation SignedIn { get; } = new(Admits.SignedIn);

    public static Expectation Person { get; } = new(Admits.Person);

    public static Expectation ServerAdministrator { get; } = new(Admits.ServerAdministrator);

    public static Expectation Member { get; } = new(Admits.Member);

    public static Expectation Holder(string permission, Func<AreaCounty, Visitor, Task>? look = null) => new(Admits.Holder, permission, look);

    /// <summary>How the visitor ought to be refused in a county; empty for not at all.</summary>
    public string Refusal(Visitor visitor, string countyCode) => Admits switch
    {
        _ when visitor.HasWrongKey => "401 sign-in-required",
        Admits.Anyone => "",
        _ when !visitor.IsSignedIn => "401 sign-in-required",
        Admits.SignedIn => "",
        Admits.Person => "403 not-allowed",
        Admits.ServerAdministrator => visitor is { IsServerAdministrator: true, IsReadOnly: false } ? "" : "403 not-allowed",
        _ when !visitor.IsMemberOf(countyCode) => "404 county-not-found",
        Admits.Member => "",
        _ => visitor.May(Permission!) ? "" : "403 not-allowed",
    };

    /// <summary>An address of the pattern, with ids of nothing.</summary>
    public static string Address(string pattern, string countyCode) => Placeholder().Replace(pattern, match => match.Groups["name"].Value switch
    {
        "county" => countyCode,
        "code" => "A",
        "layer" => pattern.StartsWith("/tiles", StringComparison.Ordinal) ? "grids" : "issues",
        "x" or "y" or "z" => "0",
        "documentName" => "v1",
        "path" => "",
        _ when match.Value.EndsWith(":int}", StringComparison.Ordinal) => "999999",
        _ => Guid.AllBitsSet.ToString(),
    });

    /// <summary>Asks with next to nothing: enough for who may not, and for who may, a harmless mistake.</summary>
    public Task<Seen> AskAsync(Visitor visitor, string endpoint, string countyCode = TestCounty.Code)
    {
        var (method, pattern) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        if (method == "*") method = "GET";
        return visitor.SendAsync(method, Address(pattern, countyCode), method is "GET" or "HEAD" or "DELETE" ? null : Content ?? new { }, revision: 1);
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
