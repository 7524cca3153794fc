namespace GridMap.Contracts.HotSpots;

/// <summary>Why a grid is hot, or is not; <c>GET /api/counties/{county}/grids/{code}/why</c>.</summary>
/// <param name="Judged">As the run judged it.</param>
/// <param name="Rank">Its place by what was judged, 1 for the most; equals share the better one.</param>
/// <param name="Expected">What the grid and its neighbours together would have, were they like all others.</param>
/// <param name="Found">What they have.</param>
/// <param name="Around">Its neighbours, the most first.</param>
/// <param name="Categories">Its unresolved issues by category, the most first; of those the caller may read.</param>
/// <param name="Streets">Those of them near a street (up to 30 m), by street, the most first.</param>
/// <param name="Run">The run.</param>
public sealed record GridWhy(
    HotSpot Judged, int Rank, double? Expected, double Found, IReadOnlyList<GridAround> Around, IReadOnlyList<IssuesOfKind> Categories,
    IReadOnlyList<IssuesOfKind> Streets, HotSpotRun Run);

/// <summary>A neighbour of a grid.</summary>
/// <param name="GridCode">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="UnresolvedIssues">When it was judged.</param>
/// <param name="Value">What was judged.</param>
public sealed record GridAround(string GridCode, string Name, int UnresolvedIssues, double Value);

/// <summary>How many issues are of one kind.</summary>
/// <param name="Name">A category or a street.</param>
/// <param name="UnresolvedIssues">How many.</param>
public sealed record IssuesOfKind(string Name, int UnresolvedIssues);
