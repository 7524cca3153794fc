namespace GridMap.Contracts.HotSpots;

/// <summary>What of a grid is judged.</summary>
public static class HotSpotMeasure
{
    /// <summary>Unresolved issues.</summary>
    public const string Count = "count";

    /// <summary>Unresolved issues per square kilometre, smoothed by empirical Bayes so that the tiniest grid is not crowned by its area alone.</summary>
    public const string Rate = "rate";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Count, Rate];
}
