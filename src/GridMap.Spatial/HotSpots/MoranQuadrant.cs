namespace GridMap.Spatial.HotSpots;

/// <summary>How an area stands to the mean of all, and its neighbours' mean to what neighbours have on average (as spdep).</summary>
public enum MoranQuadrant
{
    /// <summary>An island, or all values equal.</summary>
    NotComputable,

    /// <summary>High among high.</summary>
    HighHigh,

    /// <summary>High among low: the one bad grid in a good town.</summary>
    HighLow,

    /// <summary>Low among high.</summary>
    LowHigh,

    /// <summary>Low among low.</summary>
    LowLow,
}
