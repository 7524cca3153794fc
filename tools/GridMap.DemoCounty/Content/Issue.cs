using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Content;

/// <summary>A problem. Times are minutes before the import, so that the demo is never out of date; negative is still to come.</summary>
internal sealed record Issue(
    Coordinate Degrees,
    IssueKind Kind,
    string Description,
    int Severity,
    string Address,
    string Source,
    int ReportedMinutesAgo,
    int DueMinutesAgo,
    int? ResolvedMinutesAgo,
    string UnitCode);
