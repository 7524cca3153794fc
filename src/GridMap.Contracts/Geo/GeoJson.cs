using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridMap.Contracts.Geo;

/// <summary>A GeoJSON feature (RFC 7946): a geometry in longitude, latitude order with named properties.</summary>
/// <typeparam name="TProperties">The properties, one record per layer.</typeparam>
/// <param name="Id">The feature's integer number or string id, as the layer says.</param>
/// <param name="Geometry">The geometry as GeoJSON; null where the caller asked for figures alone.</param>
/// <param name="Properties">What is known about it.</param>
public sealed record Feature<TProperties>(JsonElement? Id, JsonElement? Geometry, TProperties Properties)
{
    /// <summary>Always <c>Feature</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Type => "Feature";
}

/// <summary>A page of features.</summary>
/// <typeparam name="TProperties">The properties, one record per layer.</typeparam>
/// <param name="Features">The features of this page.</param>
/// <param name="NumberReturned">How many features this page holds.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record FeatureCollection<TProperties>(
    IReadOnlyList<Feature<TProperties>> Features, int NumberReturned, string? Next = null)
{
    /// <summary>Always <c>FeatureCollection</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Type => "FeatureCollection";
}
