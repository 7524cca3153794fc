using System.Text.Json;

namespace GridMap.Viewer.Divisions;

/// <summary>Something of a division that is drawn on the map.</summary>
/// <param name="Key">Names it among those drawn.</param>
/// <param name="Mark">How it is drawn: defect, tolerated, added, removed, reshaped, described, before or after.</param>
/// <param name="Geometry">GeoJSON; null where it has no shape.</param>
/// <param name="At">Longitude and latitude of a point inside it; null where it is not to be pointed at.</param>
internal sealed record MapMark(string Key, string Mark, JsonElement? Geometry, IReadOnlyList<double>? At = null);
