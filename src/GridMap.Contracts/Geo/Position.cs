namespace GridMap.Contracts.Geo;

/// <summary>A place on the ground, EPSG:4326.</summary>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
/// <param name="Latitude">Degrees north, −85.05 to 85.05 (what a Web Mercator map can show).</param>
public readonly record struct Position(double Longitude, double Latitude);
