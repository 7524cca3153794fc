namespace GridMap.Spatial.HotSpots;

/// <summary>What chance is taken to do with the values of a map.</summary>
public enum MoranRandomisation
{
    /// <summary>It deals out the other areas' values; the area's own is held.</summary>
    Conditional,

    /// <summary>It deals out all values, the area's own among them.</summary>
    Total,
}
