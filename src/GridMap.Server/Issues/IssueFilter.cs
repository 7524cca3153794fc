using System.ComponentModel;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GridMap.Server.Issues;

/// <summary>Which issues are asked for; every member narrows the list down.</summary>
internal sealed record IssueFilter(
    [property: Description("open, resolved or all (default)")]
    [FromQuery(Name = "status")] string? Status,
    [property: Description("One category, exactly")]
    [FromQuery(Name = "category")] string? Category,
    [property: Description("Code of a grid of any level")]
    [FromQuery(Name = "gridCode")] string? GridCode,
    [property: Description("1 minor, 2 ordinary, 3 serious")]
    [FromQuery(Name = "severity")] int? Severity,
    [property: Description("true: open and past its time; false: the others")]
    [FromQuery(Name = "overdue")] bool? Overdue,
    [property: Description("true: in no grid; false: in one")]
    [FromQuery(Name = "outside")] bool? Outside,
    [property: Description("Text within category, description, address, external id or number")]
    [FromQuery(Name = "q")] string? Q,
    [property: Description("west,south,east,north in degrees, EPSG:4326")]
    [FromQuery(Name = "bbox")] string? Bbox,
    [property: Description("true: those taken back as well")]
    [FromQuery(Name = "includeDeleted")] bool? IncludeDeleted)
{
    /// <summary>The names of its query parameters.</summary>
    public static string[] Names { get; } =
        ["status", "category", "gridCode", "severity", "overdue", "outside", "q", "bbox", "includeDeleted"];

    /// <summary>Whether no more is asked than which are open, overdue or deleted: what indexes by grid answer.</summary>
    public bool IsAnsweredByGrid =>
        Status is null or "all" or IssueStatus.Open && Overdue is not false
        && (Category, GridCode, Severity, Outside, Q, Bbox) is (null, null, null, null, null, null);

    /// <summary>Why it cannot be used; else the parameters $2 to $13 of list-issues.sql.</summary>
    public ProblemHttpResult? TryRead(out object?[] parameters)
    {
        var problem = Check.Parameters()
            .OneOf("status", Status ?? "all", [IssueStatus.Open, IssueStatus.Resolved, "all"])
            .Text("category", Category, 100)
            .Text("gridCode", GridCode, 100)
            .That(Severity is null or (>= 1 and <= 3), "severity", "it must be 1, 2 or 3.")
            .Text("q", Q, 100)
            .Box(Bbox, out var box)
            .Problem;
        parameters =
        [
            Status == "all" ? null : Status, Category, GridCode, Severity, Overdue, Like.Containing(Q),
            box?.West, box?.South, box?.East, box?.North, IncludeDeleted, Outside,
        ];
        return problem;
    }
}
