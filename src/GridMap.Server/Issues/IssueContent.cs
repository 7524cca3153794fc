using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Issues;

/// <summary>What people say about an issue, as it is to be stored; the rest of it the database knows.</summary>
internal sealed record IssueContent(
    string Category,
    string? Description,
    int Severity,
    string? Address,
    string Source,
    string? UnitCode,
    DateTimeOffset? DueAt,
    Position Position,
    string Status = IssueStatus.Open,
    bool IsDeleted = false)
{
    private static readonly DateTimeOffset EarliestDue = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LatestDue = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What a report says.</summary>
    public static IssueContent Of(ReportIssue report) => new(
        report.Category, report.Description, report.Severity, report.Address, report.Source, report.UnitCode,
        report.DueAt, report.Position);

    /// <summary>What is stored.</summary>
    public static IssueContent Of(Issue stored) => new(
        stored.Category, stored.Description, stored.Severity, stored.Address, stored.Source, stored.UnitCode,
        stored.DueAt, new(stored.Longitude, stored.Latitude), stored.Status, stored.IsDeleted);

    /// <summary>The same with the changes a caller asks for; a null where none may be becomes a value that <see cref="Problem"/> refuses.</summary>
    public IssueContent With(EditIssue edit) => new(
        edit.Category.Or(Category)!,
        edit.Description.Or(Description),
        edit.Severity.Or(Severity) ?? 0,
        edit.Address.Or(Address),
        edit.Source.Or(Source)!,
        edit.UnitCode.Or(UnitCode),
        edit.DueAt.Or(DueAt),
        edit.Position.Or(Position) ?? new(double.NaN, double.NaN),
        edit.Status.Or(Status)!,
        edit.IsDeleted.Or(IsDeleted) ?? false);

    /// <summary>Why this cannot be stored. What is stored already stays allowed, whatever an import let in.</summary>
    public ProblemHttpResult? Problem(IssueContent? stored = null)
    {
        var check = Check.Content();
        if (Category != stored?.Category) check.RequiredText("category", Category, 100);
        if (Description != stored?.Description) check.Text("description", Description, 4000);
        if (Address != stored?.Address) check.Text("address", Address, 300);
        if (UnitCode != stored?.UnitCode) check.Text("unitCode", UnitCode, 100);
        if (Position != stored?.Position) check.Position("position", Position);
        check.That(Severity is >= 1 and <= 3, "severity", "it must be 1 (minor), 2 (ordinary) or 3 (serious).")
            .OneOf("source", Source, IssueSource.All)
            .OneOf("status", Status, [IssueStatus.Open, IssueStatus.Resolved])
            .That(DueAt is null || (DueAt >= EarliestDue && DueAt < LatestDue), "dueAt", "it must lie between the years 2000 and 2199.");
        return check.Problem;
    }
}
