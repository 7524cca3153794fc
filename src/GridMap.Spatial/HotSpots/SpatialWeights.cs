namespace GridMap.Spatial.HotSpots;

/// <summary>Which areas are neighbours: binary, symmetric weights, no area its own neighbour.</summary>
/// <remarks>
/// Compressed rows: the neighbours of area <c>i</c> stand in <c>[offsets[i], offsets[i + 1])</c>, ascending. Areas are named by their
/// place in the list they were made from.
/// </remarks>
public sealed class SpatialWeights
{
    private readonly int[] offsets;
    private readonly int[] neighbours;

    private SpatialWeights(int[] offsets, int[] neighbours) => (this.offsets, this.neighbours) = (offsets, neighbours);

    /// <summary>How many areas there are.</summary>
    public int Areas => offsets.Length - 1;

    /// <summary>Directed links: twice the number of pairs.</summary>
    public int Links => neighbours.Length;

    /// <summary>The largest number of neighbours that any area has; 0 without areas.</summary>
    public int MostNeighbours
    {
        get
        {
            var most = 0;
            for (var area = 0; area < Areas; area++) most = Math.Max(most, CountOf(area));
            return most;
        }
    }

    /// <summary>The neighbours of an area, ascending.</summary>
    public ReadOnlySpan<int> Of(int area) => neighbours.AsSpan(offsets[area]..offsets[area + 1]);

    /// <summary>How many neighbours an area has; 0 for an island.</summary>
    public int CountOf(int area) => offsets[area + 1] - offsets[area];

    /// <summary>Areas without a neighbour, ascending.</summary>
    public IEnumerable<int> Islands() => Enumerable.Range(0, Areas).Where(area => CountOf(area) == 0);

    /// <summary>Weights from pairs of neighbours; either order, repeated pairs and an area with itself do no harm.</summary>
    /// <param name="areas">How many areas there are; at least 0.</param>
    /// <param name="pairs">Places of two neighbours each, from 0 to <paramref name="areas"/> less one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A pair names an area that there is not.</exception>
    public static SpatialWeights FromPairs(int areas, IEnumerable<(int First, int Second)> pairs)
    {
        var keys = new List<ulong>();
        foreach (var (first, second) in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)first, (uint)areas, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)areas, nameof(pairs));
            if (first == second) continue;
            keys.Add(Key(first, second));
            keys.Add(Key(second, first));
        }

        return FromKeys(areas, keys);
    }

    /// <summary>The same weights, with neighbours added for some areas.</summary>
    public SpatialWeights With(IEnumerable<(int First, int Second)> more)
    {
        var pairs = new List<(int, int)>(Links / 2);
        for (var area = 0; area < Areas; area++)
            foreach (var neighbour in Of(area))
                if (neighbour > area) pairs.Add((area, neighbour));
        return FromPairs(Areas, pairs.Concat(more));
    }

    internal static ulong Key(int from, int to) => (ulong)(uint)from << 32 | (uint)to;

    // Directed links in any order, repeated or not. A counting sort by the first area, then each short row by itself.
    internal static SpatialWeights FromKeys(int areas, List<ulong> keys)
    {
        var starts = new int[areas + 1];
        foreach (var key in keys) starts[(int)(key >> 32) + 1]++;
        for (var area = 0; area < areas; area++) starts[area + 1] += starts[area];
        var rows = new int[keys.Count];
        var ends = starts.AsSpan(0, areas).ToArray();
        foreach (var key in keys) rows[ends[(int)(key >> 32)]++] = (int)(uint)key;
        return Distinct(areas, starts, rows);
    }

    private static SpatialWeights Distinct(int areas, int[] starts, int[] rows)
    {
        var offsets = new int[areas + 1];
        var kept = 0;
        for (var area = 0; area < areas; area++)
        {
            var row = rows.AsSpan(starts[area]..starts[area + 1]);
            row.Sort();
            foreach (var neighbour in row)
                if (kept == offsets[area] || rows[kept - 1] != neighbour) rows[kept++] = neighbour;
            offsets[area + 1] = kept;
        }

        return new(offsets, rows.AsSpan(0, kept).ToArray());
    }
}
