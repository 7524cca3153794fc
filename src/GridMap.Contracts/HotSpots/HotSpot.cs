namespace GridMap.Contracts.HotSpots;

/// <summary>One grid as a run judged it; <c>GET /api/counties/{county}/hotspots</c>. What is null is not computable.</summary>
/// <param name="GridCode">The grid.</param>
/// <param name="Name">Its name now; its code where it is no more.</param>
/// <param name="UnresolvedIssues">When it was judged.</param>
/// <param name="Value">What was judged: the count, or the smoothed rate per km².</param>
/// <param name="Neighbours">How many grids touch it.</param>
/// <param name="Z">Gi*: the grid and its neighbours together, as a standard deviate.</param>
/// <param name="P">Two-sided pseudo-p of the conditional permutation.</param>
/// <param name="Q">Rate of false discoveries (Benjamini and Hochberg) at which it would be called significant.</param>
/// <param name="PNormal">Two-sided p of Z were it normal, for comparison with other tools.</param>
/// <param name="PRuns">How many permutations P rests on.</param>
/// <param name="LocalMoranZ">Local Moran's I as a standard deviate.</param>
/// <param name="Quadrant">high-high, high-low, low-high, low-low or not-computable: the grid, then its neighbours.</param>
/// <param name="Verdict">One of <see cref="HotSpotVerdict"/>.</param>
public sealed record HotSpot(
    string GridCode, string Name, int UnresolvedIssues, double Value, int Neighbours, double? Z, double? P, double? Q, double? PNormal,
    int? PRuns, double? LocalMoranZ, string Quadrant, string Verdict);
