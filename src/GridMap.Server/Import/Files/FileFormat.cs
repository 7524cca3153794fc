namespace GridMap.Server.Import.Files;

internal enum FileFormat
{
    GeoJson,
    Csv,
    Shapefile,
    Dbf,
    GeoPackage,
    Kml,
    Gpx,
    Xlsx,

    /// <summary>Holds files of the other formats; found by what is in it.</summary>
    Zip,
}
