using GridMap.Spatial.HotSpots;

namespace GridMap.Spatial.Tests.HotSpots;

/// <summary>The six points that PySAL's documentation computes by hand.</summary>
internal static class SixPoints
{
    public static readonly double[] Values = [2, 3, 3.2, 5, 8, 7];

    public static readonly SpatialWeights Weights = DistanceBand.Of(
        [new(10, 10), new(20, 10), new(40, 10), new(15, 20), new(30, 20), new(30, 30)], 15);
}
