namespace GridMap.Contracts.Density;

/// <summary>Unresolved issues of one grid, related to the grid's area on the ground.</summary>
/// <param name="GridId">The feature's number in tiles.</param>
/// <param name="GridCode">The grid; unique within its county.</param>
/// <param name="Name">The grid's name.</param>
/// <param name="Level">The grid's level.</param>
/// <param name="UnresolvedIssues">Issues unresolved at <paramref name="AsOf"/>; zero for a clean grid.</param>
/// <param name="AreaSquareMetres">Geodesic area on WGS 84, holes left out; above zero.</param>
/// <param name="IssuesPerSquareKilometre">The two related, per km².</param>
/// <param name="IssuesEver">How many issues were ever recorded in it, resolved ones included: zero tells an empty grid from a clean one.</param>
/// <param name="AsOf">When the issues were counted; null while the first count is awaited.</param>
/// <param name="Revision">Raised when the figure changed.</param>
/// <param name="IsStale">Whether a change in this grid still awaits its recount.</param>
public sealed record GridDensity(
    int GridId,
    string GridCode,
    string Name,
    string Level,
    int UnresolvedIssues,
    double AreaSquareMetres,
    double IssuesPerSquareKilometre,
    int IssuesEver,
    DateTimeOffset? AsOf,
    long Revision,
    bool IsStale);
