namespace GridMap.Contracts.HotSpots;

/// <summary>One judgement of a county, with everything it can be repeated from; <c>GET /api/counties/{county}/hotspots/runs/{id}</c>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Level">Level of the grids.</param>
/// <param name="Measure">One of <see cref="HotSpotMeasure"/>.</param>
/// <param name="DivisionId">The division whose grids were judged.</param>
/// <param name="FiguresVersion">The figures they had.</param>
/// <param name="ToleranceMetres">How far off each other neighbours may be.</param>
/// <param name="BandMetres">Within which islands were given neighbours, middle to middle; 0 without islands.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="Runs">Permutations for every grid.</param>
/// <param name="RefinedRuns">The most for a grid that seemed significant.</param>
/// <param name="Draws">How permutations were drawn.</param>
/// <param name="LargestQ">Up to which q a grid is called hot or cold.</param>
/// <param name="Grids">How many were judged.</param>
/// <param name="Links">Pairs of neighbours, counted both ways.</param>
/// <param name="Islands">Grids without a neighbour.</param>
/// <param name="Hot">How many are hot.</param>
/// <param name="Cold">How many are cold.</param>
/// <param name="Mean">Of what was judged.</param>
/// <param name="MoranI">Moran's I of the whole map; null where not computable.</param>
/// <param name="MoranZ">It, as a standard deviate.</param>
/// <param name="StartedAt">When the figures were read.</param>
/// <param name="FinishedAt">When it was done.</param>
public sealed record HotSpotRun(
    Guid RunId, string Level, string Measure, int? DivisionId, string FiguresVersion, double ToleranceMetres, double BandMetres, long Seed,
    int Runs, int RefinedRuns, string Draws, double LargestQ, int Grids, int Links, int Islands, int Hot, int Cold, double? Mean,
    double? MoranI, double? MoranZ, DateTimeOffset StartedAt, DateTimeOffset FinishedAt);
