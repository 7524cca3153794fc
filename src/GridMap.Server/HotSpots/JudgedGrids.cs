using GridMap.Spatial.HotSpots;

namespace GridMap.Server.HotSpots;

/// <summary>The figures of a county's grids of one level, read at one time.</summary>
/// <param name="DivisionId">The division in force.</param>
/// <param name="FiguresVersion">Names the figures.</param>
/// <param name="Codes">Lowest first.</param>
/// <param name="UnresolvedIssues">Of each.</param>
/// <param name="AreasSquareMetres">Of each; above 0.</param>
/// <param name="Map">Who is whose neighbour.</param>
internal sealed record JudgedGrids(
    int? DivisionId, string FiguresVersion, string[] Codes, int[] UnresolvedIssues, double[] AreasSquareMetres, NeighbourMap Map);

/// <summary>Neighbours among a county's grids.</summary>
/// <param name="GridRevision">Of the county's grids; with another one the map is another.</param>
/// <param name="Weights">In the order of the grids' codes.</param>
/// <param name="BandMetres">Within which islands were given neighbours, middle to middle; 0 without islands.</param>
/// <param name="ToleranceMetres">How far off each other neighbours may be.</param>
internal sealed record NeighbourMap(long GridRevision, SpatialWeights Weights, double BandMetres, double ToleranceMetres);
