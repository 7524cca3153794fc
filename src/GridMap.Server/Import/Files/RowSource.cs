using GridMap.Server.Import.Files.GeoPackages;
using GridMap.Server.Import.Files.Shapefiles;
using GridMap.Server.Import.Files.Workbooks;
using GridMap.Server.Import.Files.Xml;
using GridMap.Spatial.Coordinates;

namespace GridMap.Server.Import.Files;

/// <summary>The rows of a file, read one after the other in bounded memory.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>The columns, where the file lists them before its rows; null where each row brings its own.</summary>
    public virtual IReadOnlyList<string>? Header => null;

    /// <summary>The columns met so far.</summary>
    public abstract IReadOnlyCollection<string> ColumnsMet { get; }

    /// <summary>Whether rows can have shapes of their own, and not only columns of coordinates.</summary>
    public virtual bool HasShapes => false;

    /// <summary>The coordinate system the file names for itself: a name, or WKT.</summary>
    public virtual string? Crs => null;

    /// <summary>Whether files of this kind name their coordinate system and this one does not, so that somebody has to.</summary>
    public virtual bool MustAskCrs => false;

    /// <summary>What <see cref="SourceRow.Line"/> counts: line of a text, record of a table, row of a sheet, feature.</summary>
    public virtual string Place => "line";

    /// <summary>Bytes of content read so far.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Opens a file that was looked through.</summary>
    /// <exception cref="FileRefusedException">It cannot be read from its first row on.</exception>
    public static RowSource Open(ImportFile file) => file.Format switch
    {
        _ when file.MustChoose => throw new FileRefusedException(
            $"The file holds {file.Layers.Count} layers, of which one has to be chosen: {string.Join(", ", file.Layers.Take(30))}."),
        FileFormat.Csv => new CsvRows(file),
        FileFormat.Shapefile => new ShapefileRows(file),
        FileFormat.Dbf => new DbfRows(file),
        FileFormat.GeoPackage => new GeoPackageRows(file),
        FileFormat.Kml => new KmlRows(file),
        FileFormat.Gpx => new GpxRows(file),
        FileFormat.Xlsx => new WorkbookRows(file),
        _ => new GeoJsonRows(file),
    };

    /// <summary>Reads the rows; once.</summary>
    /// <param name="columns">The columns wanted, in this order.</param>
    /// <param name="crs">Coordinate system of the geometries.</param>
    /// <exception cref="FileRefusedException">The file cannot be read further.</exception>
    public abstract IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
