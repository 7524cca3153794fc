using System.Text.Json.Serialization;

namespace GridMap.Contracts.Geo;

/// <summary>A place on the ground, EPSG:4326.</summary>
/// <remarks>The attribute makes both members required: a struct would otherwise be read from <c>{}</c> as 0, 0.</remarks>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
/// <param name="Latitude">Degrees north, −85.05 to 85.05 (what a Web Mercator map can show).</param>
[method: JsonConstructor]
public readonly record struct Position(double Longitude, double Latitude);
