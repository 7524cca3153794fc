using System.Text.Json.Serialization;

namespace GridMap.Server.Tiles;

/// <summary>TileJSON 3.0: by which other map clients find a layer.</summary>
internal sealed record TileJson(
    [property: JsonPropertyName("tilejson")] string Specification,
    string Name,
    IReadOnlyList<string> Tiles,
    [property: JsonPropertyName("minzoom")] int MinZoom,
    [property: JsonPropertyName("maxzoom")] int MaxZoom,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? Bounds,
    [property: JsonPropertyName("vector_layers")] IReadOnlyList<VectorLayer> VectorLayers);

/// <summary>One layer of a vector tile.</summary>
internal sealed record VectorLayer(string Id, IReadOnlyDictionary<string, string> Fields);
