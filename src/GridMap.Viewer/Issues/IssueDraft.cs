using GridMap.Contracts;
using GridMap.Contracts.Geo;
using GridMap.Contracts.Issues;
using GridMap.Viewer.Text;
using GridMap.Viewer.Time;

namespace GridMap.Viewer.Issues;

/// <summary>An issue as a form holds it, before it is sent.</summary>
internal sealed class IssueDraft
{
    private const int LongestWord = 100;
    private const int LongestText = 4000;

    /// <summary>Given once, so that sending it twice stores it once.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    public string Category { get; set; } = "";
    public string Description { get; set; } = "";
    public int Severity { get; set; } = 2;
    public string Address { get; set; } = "";
    public string Source { get; set; } = "patrol";
    public string UnitCode { get; set; } = "";

    /// <summary>On the county's clocks, as the browser's field writes it; empty for none.</summary>
    public string DueAt { get; set; } = "";

    public Position? Position { get; set; }

    public static IssueDraft Of(Issue issue, CountyClock clock) => new()
    {
        Category = issue.Category,
        Description = issue.Description ?? "",
        Severity = issue.Severity,
        Address = issue.Address ?? "",
        Source = issue.Source,
        UnitCode = issue.UnitCode ?? "",
        DueAt = clock.ToField(issue.DueAt),
        Position = new Position(issue.Longitude, issue.Latitude),
    };

    /// <summary>What is missing or wrong, by member; empty when it can be sent.</summary>
    public Dictionary<string, string> Faults(Texts texts, CountyClock clock)
    {
        var faults = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Category)) faults[nameof(Category)] = texts.MustCategory;
        else if (Category.Trim().Length > LongestWord) faults[nameof(Category)] = texts.TooLong;
        if (Description.Length > LongestText) faults[nameof(Description)] = texts.TooLong;
        if (Address.Length > LongestText) faults[nameof(Address)] = texts.TooLong;
        if (!clock.TryFromField(DueAt, out _)) faults[nameof(DueAt)] = texts.MustDate;
        if (Position is null) faults[nameof(Position)] = texts.MustPlace;
        return faults;
    }

    public ReportIssue ToReport(CountyClock clock) => new(
        Id, Category.Trim(), Position!.Value, Said(Description), Severity, Said(Address), Source, Said(UnitCode), Due(clock));

    /// <summary>The members that differ from <paramref name="stored"/>; null when none does.</summary>
    public EditIssue? ChangesFrom(Issue stored, CountyClock clock)
    {
        var before = Of(stored, clock);
        var edit = new EditIssue
        {
            Category = Differing(Category.Trim(), before.Category),
            Description = Differing(Said(Description), Said(before.Description)),
            Severity = Differing<int?>(Severity, before.Severity),
            Address = Differing(Said(Address), Said(before.Address)),
            Source = Differing(Source, before.Source),
            UnitCode = Differing(Said(UnitCode), Said(before.UnitCode)),
            // Compared as the form shows it: seconds that no field holds are no change.
            DueAt = DueAt == before.DueAt ? default : new Optional<DateTimeOffset?>(Due(clock), true),
            Position = Differing<Position?>(Position, before.Position),
        };
        return edit == new EditIssue() ? null : edit;
    }

    /// <summary>Sets the members of <paramref name="edit"/> back to what <paramref name="stored"/> holds.</summary>
    public static EditIssue Inverse(EditIssue edit, Issue stored) => new()
    {
        Category = Back(edit.Category, stored.Category),
        Description = Back(edit.Description, stored.Description),
        Severity = Back(edit.Severity, stored.Severity),
        Address = Back(edit.Address, stored.Address),
        Source = Back(edit.Source, stored.Source),
        UnitCode = Back(edit.UnitCode, stored.UnitCode),
        DueAt = Back(edit.DueAt, stored.DueAt),
        Position = Back<Position?>(edit.Position, new Position(stored.Longitude, stored.Latitude)),
    };

    private DateTimeOffset? Due(CountyClock clock) => clock.TryFromField(DueAt, out var due) ? due : null;

    private static string? Said(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Optional<T> Differing<T>(T now, T before) =>
        EqualityComparer<T>.Default.Equals(now, before) ? default : new Optional<T>(now, true);

    private static Optional<T> Back<T>(Optional<T> changed, T? stored) => changed.IsPresent ? new Optional<T>(stored, true) : default;
}
