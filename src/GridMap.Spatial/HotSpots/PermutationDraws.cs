namespace GridMap.Spatial.HotSpots;

/// <summary>How the values around an area are drawn in a permutation test.</summary>
public enum PermutationDraws
{
    /// <summary>
    /// One table of positions for all areas (as PySAL's esda). Each area's p is as good as with draws of its own and takes a tenth of
    /// the time; the errors of different areas are correlated, which no single p shows. The default.
    /// </summary>
    Shared,

    /// <summary>Draws of its own for each area.</summary>
    Independent,

    /// <summary>
    /// Draws of its own, of one value more than there are neighbours, against the sum that has the area's own value in it: what spdep
    /// 1.2-7 does for Gi*. For comparison with it only, since the own value is not held.
    /// </summary>
    AsSpdep,
}
