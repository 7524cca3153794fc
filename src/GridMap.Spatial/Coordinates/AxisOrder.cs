namespace GridMap.Spatial.Coordinates;

/// <summary>In which order a coordinate system's authority lists its axes.</summary>
/// <remarks>GridMap itself always takes x (easting, longitude) first; this is for formats that must follow the authority.</remarks>
public enum AxisOrder
{
    /// <summary>Easting or longitude first.</summary>
    EastNorth,

    /// <summary>Northing or latitude first: EPSG's order of 4326, 4490 and every Chinese Gauss-Krüger zone.</summary>
    NorthEast,
}
