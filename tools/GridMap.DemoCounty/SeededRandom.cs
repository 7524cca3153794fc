namespace GridMap.DemoCounty;

/// <summary>A random source whose sequence is part of this program and so never changes with the runtime (SplitMix64).</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Evenly between 0 and 1, 1 excluded.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + (high - low) * Next();

    public int Below(int end) => (int)(Next() * end);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Normally distributed around 0 with standard deviation 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    /// <summary>An index, each as likely as its weight.</summary>
    public int PickWeighted(IReadOnlyList<double> weights)
    {
        var left = Next() * weights.Sum();
        for (var at = 0; at < weights.Count; at++)
            if ((left -= weights[at]) < 0)
                return at;
        return weights.Count - 1;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var at = items.Count - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (items[at], items[other]) = (items[other], items[at]);
        }
    }
}
