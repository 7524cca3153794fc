namespace GridMap.Spatial.HotSpots;

/// <summary>Everything a permutation test depends on besides the map: the same plan gives the same result on every machine.</summary>
/// <param name="Runs">Draws for each area; from 99 up, one less than a round number.</param>
/// <param name="RefinedRuns">
/// The most draws for an area whose p came out at <paramref name="RefineUpTo"/> or less, so that p can become small enough to be
/// significant among many areas; 0 for none.
/// </param>
/// <param name="RefineUpTo">Two-sided p up to which an area is drawn for again; from 0 to 1.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="Draws">How values are drawn first; what is drawn for again has draws of its own.</param>
public sealed record PermutationPlan(
    int Runs = 999, int RefinedRuns = 0, double RefineUpTo = 0.05, ulong Seed = PermutationPlan.UsualSeed,
    PermutationDraws Draws = PermutationDraws.Shared)
{
    /// <summary>The seed that GeoDa fixes, too.</summary>
    public const ulong UsualSeed = 123456789;

    /// <summary>A plan under which one area in a map can become significant.</summary>
    /// <param name="areas">How many areas are judged together.</param>
    public static PermutationPlan For(int areas) => new(RefinedRuns: Math.Clamp(100 * areas, 10_000, 200_000) - 1);
}
