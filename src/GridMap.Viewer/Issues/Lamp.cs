using GridMap.Contracts.Issues;

namespace GridMap.Viewer.Issues;

/// <summary>How urgent an issue is: ● in time, ▲ soon due, ■ overdue, ✓ resolved.</summary>
internal enum Lamp
{
    Green,
    Yellow,
    Red,
    Done,
}

internal static class LampOf
{
    // The convention of digital city management: green up to 80 % of the time given, yellow up to all of it, then red.
    private const double YellowFrom = 0.8;

    /// <summary>The lamp of an issue at a moment; without a due time it is green.</summary>
    public static Lamp Issue(Issue issue, DateTimeOffset now)
    {
        if (issue.Status == IssueStatus.Resolved) return Lamp.Done;
        if (issue.DueAt is not { } due) return Lamp.Green;
        if (now >= due) return Lamp.Red;
        return now - issue.ReportedAt >= YellowFrom * (due - issue.ReportedAt) ? Lamp.Yellow : Lamp.Green;
    }

    /// <summary>Most urgent first: overdue longest, then soonest due, then without a due time by severity and age.</summary>
    public static IEnumerable<Issue> MostUrgentFirst(IEnumerable<Issue> issues) => issues
        .OrderBy(issue => issue.DueAt ?? DateTimeOffset.MaxValue)
        .ThenByDescending(issue => issue.Severity)
        .ThenBy(issue => issue.ReportedAt);
}
