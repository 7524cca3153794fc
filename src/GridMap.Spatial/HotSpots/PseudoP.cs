namespace GridMap.Spatial.HotSpots;

/// <summary>What a permutation test found for one area.</summary>
/// <param name="P">Two-sided: twice the smaller tail, at most 1; NaN where it is not computable.</param>
/// <param name="Runs">How many draws it rests on; all there are where <paramref name="IsExact"/>.</param>
/// <param name="IsExact">Every way to draw was tried.</param>
public readonly record struct PseudoP(double P, int Runs, bool IsExact)
{
    /// <summary>An island, all values equal, or every other area a neighbour.</summary>
    public static PseudoP NotComputable { get; } = new(double.NaN, 0, false);

    internal static PseudoP Drawn(int asHigh, int asLow, int runs) =>
        new(Math.Min(1, 2.0 * (Math.Min(asHigh, asLow) + 1) / (runs + 1)), runs, false);
}
