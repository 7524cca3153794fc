using GridMap.Server.Platform;

namespace GridMap.Server.Export;

/// <summary>A kind of file.</summary>
/// <param name="Extension">In addresses and file names, without the dot before it.</param>
/// <param name="ContentType">Of the answer.</param>
/// <param name="IsStreamed">Whether it is written straight into the answer; else into a file first.</param>
/// <param name="WriteAsync">Writes it.</param>
internal sealed record ExportFormat(
    string Extension, string ContentType, bool IsStreamed, Func<ExportJob, Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("geojson", GeoJson.ContentType, IsStreamed: true, GeoJsonExport.WriteAsync),
        new("csv", "text/csv; charset=utf-8", IsStreamed: true, CsvExport.WriteAsync),
        new("shp.zip", "application/zip", IsStreamed: false, ShapefileExport.WriteAsync),
        new("gpkg", "application/geopackage+sqlite3", IsStreamed: false, GeoPackageExport.WriteAsync),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", IsStreamed: false, WorkbookExport.WriteAsync),
    ];
}

/// <summary>The kind of file cannot hold so much; the message says which and how much.</summary>
internal sealed class ExportTooLargeException(string message) : Exception(message);
