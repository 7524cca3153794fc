using GridMap.Contracts.Geo;

namespace GridMap.Viewer.Map;

/// <summary>A place that was tapped, and whose grid it is as the map shows it; the server decides when it is stored.</summary>
internal sealed record PickedPlace(Position Position, string? GridCode, string? GridName);

/// <summary>Where the browser says it is, and how sure it is of it.</summary>
internal sealed record FoundPlace(double Longitude, double Latitude, double AccuracyMetres);
