using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GridMap.Spatial.HotSpots;

/// <summary>Compares the sum around each area with sums at positions that were drawn once for all.</summary>
internal sealed class SharedDraws(SpatialWeights weights, int[] values, PermutationPlan plan)
{
    private readonly DrawTable table = DrawTable.Draw(plan.Seed, plan.Runs, weights.MostNeighbours, values.Length - 1);

    /// <summary>Counts for the areas from one place to another.</summary>
    public void Count(int from, int to, Span<PseudoP> found)
    {
        // All values but the area's own: the hole moves on by one with each area.
        var others = new int[values.Length];
        for (var at = 0; at < values.Length - 1; at++) others[at] = values[at < from ? at : at + 1];
        for (var area = from; area < to; area++)
        {
            if (area > from) others[area - 1] = values[area - 1];
            found[area] = Count(area, others);
        }
    }

    private PseudoP Count(int area, int[] others)
    {
        var sum = 0;
        foreach (var neighbour in weights.Of(area)) sum += values[neighbour];
        var (above, atLeast) = Vector256.IsHardwareAccelerated && Avx2.IsSupported
            ? CountVectors(weights.CountOf(area), sum, others)
            : CountOneByOne(weights.CountOf(area), sum, others);
        return PseudoP.Drawn(atLeast, plan.Runs - above, plan.Runs);
    }

    private unsafe (int Above, int AtLeast) CountVectors(int neighbours, int sum, int[] others)
    {
        int above = 0, atLeast = 0;
        var (observed, below) = (Vector256.Create(sum), Vector256.Create(sum - 1));
        fixed (int* values = others)
        {
            for (var run = 0; run < plan.Runs; run += Vector256<int>.Count)
            {
                var drawn = Vector256<int>.Zero;
                for (var draw = 0; draw < neighbours; draw++)
                    drawn += Avx2.GatherVector256(values, Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(table.Row(draw)), (nuint)run), sizeof(int));
                var counted = plan.Runs - run >= Vector256<int>.Count ? ~0u : (1u << plan.Runs - run) - 1;
                above += BitOperations.PopCount(Vector256.GreaterThan(drawn, observed).ExtractMostSignificantBits() & counted);
                atLeast += BitOperations.PopCount(Vector256.GreaterThan(drawn, below).ExtractMostSignificantBits() & counted);
            }
        }

        return (above, atLeast);
    }

    private (int Above, int AtLeast) CountOneByOne(int neighbours, int sum, int[] others)
    {
        int above = 0, atLeast = 0;
        for (var run = 0; run < plan.Runs; run++)
        {
            var drawn = 0;
            for (var draw = 0; draw < neighbours; draw++) drawn += others[table.Row(draw)[run]];
            if (drawn > sum) above++;
            if (drawn >= sum) atLeast++;
        }

        return (above, atLeast);
    }
}
