namespace GridMap.Spatial.HotSpots;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine and in every version of .NET.</summary>
internal struct RandomNumbers(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    /// <summary>Numbers of their own for one of many streams.</summary>
    public static RandomNumbers Stream(ulong seed, int stream) => new(Mixed(seed + Golden * (uint)(stream + 1)));

    public ulong Next() => Mixed(state += Golden);

    /// <summary>From 0 to <paramref name="below"/> less one; biased by less than below / 2³².</summary>
    public int Below(int below) => (int)((Next() & 0xFFFFFFFF) * (uint)below >> 32);

    private static ulong Mixed(ulong value)
    {
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }
}
