namespace GridMap.Contracts.HotSpots;

/// <summary>What a run found about a grid.</summary>
public static class HotSpotVerdict
{
    /// <summary>Significantly more around it than chance would put there.</summary>
    public const string Hot = "hot";

    /// <summary>Significantly less.</summary>
    public const string Cold = "cold";

    /// <summary>Nothing that chance would not do.</summary>
    public const string None = "none";

    /// <summary>Not significant, and so few problems were to be expected that nothing could have been.</summary>
    public const string TooSparse = "too-sparse";

    /// <summary>An island, all grids alike, or too few grids.</summary>
    public const string NotComputable = "not-computable";
}
