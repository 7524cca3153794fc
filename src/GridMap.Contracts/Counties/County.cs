namespace GridMap.Contracts.Counties;

/// <summary>A county or district.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA name of the zone in which its days begin and end.</param>
/// <param name="IsDemo">Whether it is the fictional demo county.</param>
/// <param name="Bounds">West, south, east, north in degrees, of its grids; null while it has none.</param>
/// <param name="DensityBreaksPerSquareKilometre">Upper limits of the colour classes, ascending; null before the first count.</param>
/// <param name="CountBreaks">Upper limits of the colour classes of the plain count, ascending; null before the first count.</param>
public sealed record County(
    string Code,
    string Name,
    string TimeZone,
    bool IsDemo,
    IReadOnlyList<double>? Bounds,
    IReadOnlyList<double>? DensityBreaksPerSquareKilometre,
    IReadOnlyList<int>? CountBreaks);

/// <summary>What a county holds, counted now; <c>GET /api/counties/{county}</c>.</summary>
/// <param name="County">The county.</param>
/// <param name="UnresolvedIssues">Open issues, those outside all grids included.</param>
/// <param name="Issues">All issues that are not deleted.</param>
/// <param name="IssuesOutsideGrids">Issues that lie in no responsibility grid: kept, and counted here.</param>
/// <param name="FacilitiesOutsideGrids">Facilities that lie in no responsibility grid.</param>
/// <param name="Grids">Number of grids by level.</param>
/// <param name="FacilitiesByKind">Number of existing facilities by kind.</param>
/// <param name="ClearedByKind">Number of cleared facilities by kind.</param>
public sealed record CountyReport(
    County County,
    int UnresolvedIssues,
    int Issues,
    int IssuesOutsideGrids,
    int FacilitiesOutsideGrids,
    IReadOnlyDictionary<string, int> Grids,
    IReadOnlyDictionary<string, int> FacilitiesByKind,
    IReadOnlyDictionary<string, int> ClearedByKind);
