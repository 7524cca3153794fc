using GridMap.Contracts.Issues;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;

namespace GridMap.Viewer.Issues;

/// <summary>An issue's fields in the order and words people read them in.</summary>
internal static class IssueFields
{
    public static IReadOnlyList<(string Field, string Value)> Of(Issue issue, Texts texts, CountyClock clock) =>
    [
        (texts.Status, texts.StatusName(issue.Status)),
        (texts.Category, issue.Category),
        (texts.Severity, texts.SeverityName(issue.Severity)),
        (texts.Description, issue.Description ?? ""),
        (texts.Address, issue.Address ?? ""),
        (texts.Unit, issue.UnitName ?? ""),
        (texts.DueAt, Time(issue.DueAt, clock)),
        (texts.Source, texts.SourceName(issue.Source)),
        (texts.ReportedAt, clock.Minute(issue.ReportedAt)),
        (texts.ResolvedAt, Time(issue.ResolvedAt, clock)),
        (texts.Place, Figures.Degrees(issue.Longitude, issue.Latitude)),
    ];

    private static string Time(DateTimeOffset? moment, CountyClock clock) => moment is { } some ? clock.Minute(some) : "";
}
