namespace GridMap.Contracts.Density;

/// <summary>Upper limits of the classes a map colours by; stored per county, so that the colours of two days compare.</summary>
/// <param name="DensityBreaksPerSquareKilometre">For unresolved issues per km², ascending.</param>
/// <param name="CountBreaks">For the plain number of unresolved issues, ascending.</param>
public sealed record DensityBreaks(IReadOnlyList<double> DensityBreaksPerSquareKilometre, IReadOnlyList<int> CountBreaks);
