using GridMap.Contracts.HotSpots;
using GridMap.Spatial.HotSpots;

namespace GridMap.Server.HotSpots;

/// <summary>What a run finds out about a county's grids by one measure.</summary>
internal sealed class HotSpotJudgement
{
    // Below 30 areas Gi* tells nothing that holds (as ArcGIS and Getis and Ord advise).
    private const int FewestGrids = 30;
    // A grid and its neighbours of which fewer problems are to be expected can hardly stand out; the usual least of a count.
    private const double FewestExpected = 5;
    private readonly JudgedGrids grids;

    private HotSpotJudgement(JudgedGrids grids, string measure, HotSpotOptions options, CancellationToken ct)
    {
        this.grids = grids;
        Measure = measure;
        Values = measure == HotSpotMeasure.Rate ? Rates(grids) : Array.ConvertAll(grids.UnresolvedIssues, issues => (double)issues);
        Plan = PermutationPlan.For(grids.Codes.Length) with { Seed = (ulong)options.Seed };
        var weights = grids.Map.Weights;
        if (IsJudged)
        {
            Z = GetisOrd.Star(weights, Values);
            P = PermutationTest.Of(weights, Values, Plan, Environment.ProcessorCount, ct);
        }
        else
        {
            Z = NotComputable();
            P = Array.ConvertAll(Z, _ => PseudoP.NotComputable);
        }

        Local = LocalMoran.Of(weights, Values);
        Whole = GlobalMoran.Of(weights, Values);
        Q = FalseDiscovery.BenjaminiHochberg(Array.ConvertAll(P, one => one.P));
        Verdicts = [.. Enumerable.Range(0, Q.Length).Select(grid => Verdict(grid, options.LargestQ))];
    }

    public string Measure { get; }
    public PermutationPlan Plan { get; }
    public double[] Values { get; }
    public double[] Z { get; }
    public PseudoP[] P { get; }
    public double[] Q { get; }
    public LocalMoranValue[] Local { get; }
    public GlobalMoran Whole { get; }
    public string[] Verdicts { get; }

    private bool IsJudged => grids.Codes.Length >= FewestGrids;

    /// <summary>Judges them.</summary>
    public static HotSpotJudgement Of(JudgedGrids grids, string measure, HotSpotOptions options, CancellationToken ct) =>
        new(grids, measure, options, ct);

    private static double[] Rates(JudgedGrids grids) => EmpiricalBayes.Rates(
        Array.ConvertAll(grids.UnresolvedIssues, issues => (double)issues), Array.ConvertAll(grids.AreasSquareMetres, area => area / 1_000_000));

    private double[] NotComputable() => [.. Values.Select(_ => double.NaN)];

    private string Verdict(int grid, double largestQ)
    {
        if (double.IsNaN(P[grid].P)) return HotSpotVerdict.NotComputable;
        // The permutation judges the neighbours with the own value held; hot is where both say more.
        if (Q[grid] <= largestQ) return Z[grid] > 0 ? HotSpotVerdict.Hot : HotSpotVerdict.Cold;
        return Expected(grid) < FewestExpected ? HotSpotVerdict.TooSparse : HotSpotVerdict.None;
    }

    // Of problems, whatever is judged: as many as ground of that size has in the county.
    private double Expected(int grid)
    {
        var area = grids.AreasSquareMetres[grid];
        foreach (var neighbour in grids.Map.Weights.Of(grid)) area += grids.AreasSquareMetres[neighbour];
        return grids.UnresolvedIssues.Sum(issues => (double)issues) * area / grids.AreasSquareMetres.Sum();
    }
}
