using GridMap.Contracts.Access;

namespace GridMap.Server.Access;

/// <summary>Whom an endpoint answers.</summary>
internal enum Audience
{
    /// <summary>Anyone, signed in or not.</summary>
    Anyone,

    /// <summary>Anyone who is signed in.</summary>
    SignedIn,

    /// <summary>Whoever works in the county of the address; others are told that there is no such county.</summary>
    Member,

    /// <summary>A member who holds the permission somewhere in the county; where, its queries ask.</summary>
    Holder,

    /// <summary>Who may do everything everywhere.</summary>
    ServerAdministrator,
}

/// <summary>What one endpoint needs.</summary>
/// <param name="Method">HTTP method; <c>*</c> for all.</param>
/// <param name="Pattern">The route as mapped; with <c>**</c> at its end, everything beneath.</param>
/// <param name="Audience">Whom it answers.</param>
/// <param name="Permission">For <see cref="Audience.Holder"/>: what they must hold.</param>
internal sealed record AccessRule(string Method, string Pattern, Audience Audience, string? Permission = null)
{
    /// <summary>Of what is expensive to read: which places it shares with others of its kind. Null for no limit.</summary>
    public ReadLimit? Limit { get; init; }

    /// <summary>Whether asking for it keeps a browser's session from ending; a screen left alone must not.</summary>
    public bool IsActivity { get; init; } = true;

    public bool Covers(string method, string pattern) =>
        (Method == "*" || Method == method)
        && (Pattern.EndsWith("**", StringComparison.Ordinal)
            ? pattern.StartsWith(Pattern[..^2], StringComparison.Ordinal)
            : pattern == Pattern);
}

/// <summary>
/// What every endpoint needs: the one place where it is declared. An endpoint without a line here answers nobody, and a
/// test fails.
/// </summary>
internal static class AccessRules
{
    private const string County = "/api/counties/{county}";

    /// <summary>The one thing that works while a password has to be changed.</summary>
    public static AccessRule ChangeOwnPassword { get; } = new("POST", "/api/session/password", Audience.SignedIn);

    /// <summary>Every rule; the first that covers an endpoint counts.</summary>
    public static IReadOnlyList<AccessRule> All { get; } =
    [
        new("*", "/health/**", Audience.Anyone),
        new("*", "/", Audience.Anyone),
        new("*", "/import", Audience.Anyone),
        new("*", "/units", Audience.Anyone),
        new("*", "/sign-in", Audience.Anyone),
        new("*", "/account", Audience.Anyone),
        new("*", "/people", Audience.Anyone),
        new("*", "/divisions", Audience.Anyone),
        new("*", "/audit", Audience.Anyone),
        new("GET", "/api/session", Audience.Anyone) { IsActivity = false },
        new("POST", "/api/session", Audience.Anyone),
        new("DELETE", "/api/session", Audience.Anyone),
        ChangeOwnPassword,
        new("GET", "/api/keys", Audience.SignedIn),
        new("POST", "/api/keys", Audience.SignedIn),
        new("DELETE", "/api/keys/{id}", Audience.SignedIn),
        new("GET", "/api/counties", Audience.SignedIn),
        new("GET", "/api/map-settings", Audience.SignedIn),
        new("GET", "/basemap/{name}/{z:int}/{x:int}/{y:int}", Audience.SignedIn) { Limit = ReadLimit.Tiles },
        new("GET", "/openapi/{documentName}.json", Audience.SignedIn),
        new("*", "/jobs/**", Audience.ServerAdministrator),

        new("GET", "/api/accounts", Audience.ServerAdministrator),
        new("POST", "/api/accounts", Audience.ServerAdministrator),
        new("PATCH", "/api/accounts/{id}", Audience.ServerAdministrator),
        new("POST", "/api/accounts/{id}/password", Audience.ServerAdministrator),
        new("GET", "/api/audit", Audience.ServerAdministrator) { Limit = ReadLimit.Lists },

        new("GET", County, Audience.Member),
        new("GET", $"{County}/grids", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/grids/{{code}}", Audience.Member),
        new("GET", $"{County}/divisions", Audience.Member),
        new("GET", $"{County}/divisions/{{id:int}}", Audience.Member),
        new("GET", $"{County}/divisions/{{id:int}}/grids", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/divisions/{{id:int}}/differences", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/units", Audience.Member),
        new("GET", $"{County}/units.csv", Audience.Member) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/units/{{code}}", Audience.Member),
        new("GET", $"{County}/responsibility", Audience.Member),
        new("GET", $"{County}/responsibility/county", Audience.Member),
        new("GET", $"{County}/grids/{{code}}/responsibility", Audience.Member),
        new("GET", $"{County}/departments", Audience.Member),
        new("GET", $"{County}/streets", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/exports/grids.{{format}}", Audience.Member) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/exports/streets.{{format}}", Audience.Member) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/exports/units.{{format}}", Audience.Member) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/wall-sheet.pdf", Audience.Member) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/exports/facilities.{{format}}", Audience.Holder, Permission.ReadFacilities) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/exports/issues.{{format}}", Audience.Holder, Permission.ReadIssues) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/density", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/hotspots", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/hotspots/runs", Audience.Member),
        new("GET", $"{County}/hotspots/runs/{{runId:guid}}", Audience.Member),
        new("GET", $"{County}/grids/{{code}}/why", Audience.Member) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/search", Audience.Member) { Limit = ReadLimit.Searches },
        new("GET", $"{County}/changes", Audience.Member) { IsActivity = false },
        new("GET", "/tiles/{county}/{layer}/{z}/{x}/{y}.mvt", Audience.Member) { Limit = ReadLimit.Tiles },
        new("GET", "/tiles/{county}/{layer}.json", Audience.Member),

        new("GET", $"{County}/issues", Audience.Holder, Permission.ReadIssues) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/issues.csv", Audience.Holder, Permission.ReadIssues) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/issues/{{id}}", Audience.Holder, Permission.ReadIssues),
        new("GET", $"{County}/issues/{{id}}/history", Audience.Holder, Permission.ReadIssues),
        new("POST", $"{County}/issues", Audience.Holder, Permission.WriteIssues),
        new("PATCH", $"{County}/issues/{{id}}", Audience.Holder, Permission.WriteIssues),
        new("DELETE", $"{County}/issues/{{id}}", Audience.Holder, Permission.WriteIssues),

        new("GET", $"{County}/facilities", Audience.Holder, Permission.ReadFacilities) { Limit = ReadLimit.Lists },
        new("GET", $"{County}/facilities.csv", Audience.Holder, Permission.ReadFacilities) { Limit = ReadLimit.Exports },
        new("GET", $"{County}/facilities/{{id}}", Audience.Holder, Permission.ReadFacilities),
        new("GET", $"{County}/facilities/{{id}}/history", Audience.Holder, Permission.ReadFacilities),
        new("POST", $"{County}/facilities", Audience.Holder, Permission.WriteFacilities),
        new("PATCH", $"{County}/facilities/{{id}}", Audience.Holder, Permission.WriteFacilities),
        new("DELETE", $"{County}/facilities/{{id}}", Audience.Holder, Permission.WriteFacilities),

        new("GET", $"{County}/units/{{code}}/history", Audience.Holder, Permission.ReadOperations),
        new("PUT", $"{County}/units/{{code}}", Audience.Holder, Permission.Operate),
        new("PATCH", $"{County}/units/{{code}}", Audience.Holder, Permission.Operate),
        new("DELETE", $"{County}/units/{{code}}", Audience.Holder, Permission.Operate),
        new("PUT", $"{County}/grids/{{code}}/responsibility", Audience.Holder, Permission.Operate),
        new("PATCH", $"{County}/grids/{{code}}/responsibility", Audience.Holder, Permission.Operate),
        new("PATCH", $"{County}/responsibility/county", Audience.Holder, Permission.Operate),
        new("PUT", $"{County}/departments", Audience.Holder, Permission.Operate),

        new("GET", $"{County}/density/runs", Audience.Holder, Permission.ReadOperations),
        new("POST", $"{County}/density/breaks", Audience.Holder, Permission.Operate),
        new("GET", $"{County}/imports", Audience.Holder, Permission.ReadOperations),
        new("GET", $"{County}/imports/{{batchId:guid}}", Audience.Holder, Permission.ReadOperations),
        new("GET", $"{County}/imports/{{batchId:guid}}/report", Audience.Holder, Permission.ReadOperations),
        new("POST", $"{County}/imports/{{layer}}", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/imports/{{batchId:guid}}/withdraw", Audience.Holder, Permission.Operate),
        new("GET", $"{County}/imports/templates/{{file}}", Audience.Holder, Permission.ReadOperations),
        new("POST", $"{County}/uploads", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/uploads/local-grid", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/uploads/{{uploadId:guid}}/preview", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/uploads/{{uploadId:guid}}/import", Audience.Holder, Permission.Operate),

        new("GET", $"{County}/divisions/{{id:int}}/defects", Audience.Holder, Permission.ReadOperations) { Limit = ReadLimit.Lists },
        new("POST", $"{County}/divisions", Audience.Holder, Permission.Operate),
        new("DELETE", $"{County}/divisions/{{id:int}}", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/divisions/{{id:int}}/check", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/divisions/{{id:int}}/publish", Audience.Holder, Permission.Operate),
        new("PATCH", $"{County}/divisions/{{id:int}}/grids", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/divisions/{{id:int}}/repair", Audience.Holder, Permission.Operate),
        new("GET", $"{County}/divisions/{{id:int}}/repair", Audience.Holder, Permission.ReadOperations) { Limit = ReadLimit.Lists },
        new("POST", $"{County}/divisions/{{id:int}}/repair/accept", Audience.Holder, Permission.Operate),
        new("POST", $"{County}/divisions/{{id:int}}/unit-grids", Audience.Holder, Permission.Operate),
        new("DELETE", $"{County}/divisions/{{id:int}}/unit-grids", Audience.Holder, Permission.Operate),
        new("GET", $"{County}/division-codes", Audience.Holder, Permission.ReadOperations),
        new("PUT", $"{County}/division-codes", Audience.Holder, Permission.Operate),
        new("DELETE", $"{County}/division-codes", Audience.Holder, Permission.Operate),
        new("GET", $"{County}/division-rules", Audience.Holder, Permission.ReadOperations),
        new("PUT", $"{County}/division-rules", Audience.Holder, Permission.Administer),
        new("GET", $"{County}/work", Audience.Holder, Permission.ReadOperations) { IsActivity = false },
        new("GET", $"{County}/work/{{workId:guid}}", Audience.Holder, Permission.ReadOperations) { IsActivity = false },
        new("POST", $"{County}/work/{{workId:guid}}/cancel", Audience.Holder, Permission.Operate),

        new("GET", $"{County}/members", Audience.Holder, Permission.Administer),
        new("PUT", $"{County}/members/{{accountId}}", Audience.Holder, Permission.Administer),
        new("DELETE", $"{County}/members/{{accountId}}", Audience.Holder, Permission.Administer),
        new("GET", $"{County}/grants", Audience.Holder, Permission.Administer),
        new("POST", $"{County}/grants", Audience.Holder, Permission.Administer),
        new("DELETE", $"{County}/grants/{{id}}", Audience.Holder, Permission.Administer),
        new("GET", $"{County}/audit", Audience.Holder, Permission.Administer) { Limit = ReadLimit.Lists },
    ];

    /// <summary>What the endpoint needs; null where nothing is declared.</summary>
    public static AccessRule? Find(string method, string pattern) => All.FirstOrDefault(rule => rule.Covers(method, pattern));
}
