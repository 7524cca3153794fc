namespace GridMap.Spatial.Coordinates;

/// <summary>EPSG numbers of the coordinate systems GridMap stores or serves.</summary>
public static class Srid
{
    /// <summary>WGS 84, longitude and latitude in degrees: everything is stored in it.</summary>
    public const int Wgs84 = 4326;

    /// <summary>China Geodetic Coordinate System 2000, longitude and latitude in degrees; stored as WGS 84, from which it differs by less than a metre.</summary>
    public const int Cgcs2000 = 4490;

    /// <summary>Spherical Mercator, metres: for tiles only, never to measure in.</summary>
    public const int WebMercator = 3857;
}
