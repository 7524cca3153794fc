namespace GridMap.Spatial.HotSpots;

/// <summary>Positions drawn once for all areas: for each run as many different ones as any area has neighbours.</summary>
/// <param name="positions">Row by row: the first position of every run, then the second of every run, and so on.</param>
/// <param name="width">Runs, filled up to a whole vector.</param>
internal readonly struct DrawTable(int[] positions, int width)
{
    private const int VectorWidth = 8;

    /// <summary>Draws without replacement from <paramref name="others"/> positions.</summary>
    public static DrawTable Draw(ulong seed, int runs, int most, int others)
    {
        var width = (runs + VectorWidth - 1) / VectorWidth * VectorWidth;
        var positions = new int[most * width];
        var random = RandomNumbers.Stream(seed, -1);
        for (var run = 0; run < width; run++)
            for (var draw = 0; draw < most; draw++)
                positions[draw * width + run] = Fresh(ref random, positions, width, run, draw, others);
        return new(positions, width);
    }

    /// <summary>One position of every run.</summary>
    public ReadOnlySpan<int> Row(int draw) => positions.AsSpan(draw * width, width);

    private static int Fresh(ref RandomNumbers random, int[] positions, int width, int run, int drawn, int others)
    {
        while (true)
        {
            var position = random.Below(others);
            var isFresh = true;
            for (var before = 0; before < drawn && isFresh; before++) isFresh = positions[before * width + run] != position;
            if (isFresh) return position;
        }
    }
}
