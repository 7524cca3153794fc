using System.Text.Json.Serialization;
using GridMap.Contracts.Geo;

namespace GridMap.Contracts.Issues;

/// <summary>Whether a problem still stands.</summary>
public static class IssueStatus
{
    public const string Open = "open";
    public const string Resolved = "resolved";
}

/// <summary>Where a problem was heard of.</summary>
public static class IssueSource
{
    /// <summary>Every source: own patrol, superior's inspection, undercover visit (暗访), hotline 12345, a list handed down, other.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["patrol", "superior_inspection", "undercover", "hotline", "imported_list", "other"];
}

/// <summary>A problem at a place.</summary>
/// <param name="Id">Given by whoever reported it.</param>
/// <param name="Number">The feature's number in tiles; unique in the county.</param>
/// <param name="ExternalId">Its id in the list it was imported from.</param>
/// <param name="Category">What kind of problem it is.</param>
/// <param name="Description">In words.</param>
/// <param name="Severity">1 minor, 2 ordinary, 3 serious.</param>
/// <param name="Address">Where it is, in words.</param>
/// <param name="Source">One of <see cref="IssueSource.All"/>.</param>
/// <param name="UnitCode">The unit that has to put it right.</param>
/// <param name="UnitName">That unit's name.</param>
/// <param name="Status">One of <see cref="IssueStatus"/>.</param>
/// <param name="ReportedAt">When it was reported.</param>
/// <param name="DueAt">By when it has to be put right.</param>
/// <param name="ResolvedAt">When it was put right.</param>
/// <param name="ResolvedBeforeReported">Its source says it was resolved before it was reported: kept and flagged.</param>
/// <param name="GridCode">The responsibility grid it lies in; null outside all grids.</param>
/// <param name="GridName">That grid's name.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Revision">Raised by every change; the ETag.</param>
/// <param name="CreatedAt">When GridMap stored it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="IsDeleted">Reported by mistake and taken back.</param>
public sealed record Issue(
    Guid Id,
    long Number,
    string? ExternalId,
    string Category,
    string? Description,
    int Severity,
    string? Address,
    string Source,
    string? UnitCode,
    string? UnitName,
    string Status,
    DateTimeOffset ReportedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ResolvedAt,
    bool ResolvedBeforeReported,
    string? GridCode,
    string? GridName,
    double Longitude,
    double Latitude,
    long Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    bool IsDeleted);

/// <summary>Reports a problem. Sending the same again, with the same <paramref name="Id"/>, is harmless.</summary>
public sealed record ReportIssue(
    Guid Id,
    string Category,
    Position Position,
    string? Description = null,
    int Severity = 2,
    string? Address = null,
    string Source = "patrol",
    string? UnitCode = null,
    DateTimeOffset? DueAt = null);

/// <summary>Changes a problem; absent members stay as they are.</summary>
public sealed record EditIssue
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Category { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Position?> Position { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Description { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int?> Severity { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Address { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Source { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> UnitCode { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateTimeOffset?> DueAt { get; init; }

    /// <summary><c>resolved</c> stamps the database's time; <c>open</c> reopens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Status { get; init; }

    /// <summary><c>false</c> takes a deletion back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> IsDeleted { get; init; }
}
