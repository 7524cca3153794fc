namespace GridMap.Spatial.HotSpots;

/// <summary>Local Moran's I of one area.</summary>
/// <param name="I">Above its expectation where the area is like its neighbours, below where it is unlike them.</param>
/// <param name="Expected">Of I, given the area's own value.</param>
/// <param name="Variance">Of I, given the area's own value.</param>
/// <param name="Z">I as a standard deviate; NaN where it is not computable.</param>
/// <param name="Quadrant">The area, then its neighbours, against the mean of all.</param>
public readonly record struct LocalMoranValue(double I, double Expected, double Variance, double Z, MoranQuadrant Quadrant)
{
    /// <summary>An island, or all values equal.</summary>
    public static LocalMoranValue NotComputable { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, MoranQuadrant.NotComputable);
}
