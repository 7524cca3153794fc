using MathNet.Numerics;

namespace GridMap.Spatial.HotSpots;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    /// <summary>How probable a deviate at least as far from 0 is, to either side; NaN for NaN.</summary>
    public static double TwoSidedP(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The deviate below which a share of all lies.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    public static double Quantile(double share) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * share);
}
