namespace GridMap.Server.Import.Files;

internal enum FileFormat
{
    GeoJson,
    Csv,
}
