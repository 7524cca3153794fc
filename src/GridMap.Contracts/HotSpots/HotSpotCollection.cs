using System.Text.Json.Serialization;
using GridMap.Contracts.Geo;

namespace GridMap.Contracts.HotSpots;

/// <summary>All grids of a run as features.</summary>
/// <param name="Features">Lowest code first; without geometry where the grid is no more.</param>
/// <param name="NumberReturned">How many.</param>
/// <param name="Run">The run; null while none was made.</param>
public sealed record HotSpotCollection(IReadOnlyList<Feature<HotSpot>> Features, int NumberReturned, HotSpotRun? Run)
{
    /// <summary>Always <c>FeatureCollection</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "FeatureCollection";
}
