using GridMap.Spatial.HotSpots;

namespace GridMap.Server.HotSpots;

/// <summary>How hot spots are judged; configuration section <c>HotSpots</c>.</summary>
public sealed class HotSpotOptions
{
    /// <summary>How far off each other neighbours may be; above 0, up to 100.</summary>
    public double ToleranceMetres { get; set; } = QueenContiguity.UsualToleranceMetres;

    /// <summary>Of the random numbers.</summary>
    public long Seed { get; set; } = (long)PermutationPlan.UsualSeed;

    /// <summary>Up to which rate of false discoveries a grid is called hot or cold; above 0, up to 0.5.</summary>
    public double LargestQ { get; set; } = 0.05;
}
