using System.Globalization;
using GridMap.Spatial.Coordinates;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files.GeoPackages;

/// <summary>The rows of one table of a GeoPackage.</summary>
internal sealed class GeoPackageRows : RowSource
{
    private const int HeaderBytes = 8;
    private readonly GeoPackage _package;
    private readonly GeoPackageLayer _layer;

    public GeoPackageRows(ImportFile file)
    {
        _package = file.GeoPackage!;
        _layer = _package.Describe(file.Layer!);
    }

    public override IReadOnlyList<string> Header => _layer.Columns;

    public override IReadOnlyCollection<string> ColumnsMet => _layer.Columns;

    public override bool HasShapes => _layer.Geometry is not null;

    public override string? Crs => _layer.Crs;

    public override bool MustAskCrs => HasShapes && Crs is null;

    public override string Place => "row";

    public override long BytesRead => 0;

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var shapes = new WkbShapes(new ShapeBuilder(crs));
        string[] wanted = [.. columns.Select(column => Header[ColumnNames.IndexOf(Header, column)]), .. _layer.Geometry is { } geometry ? [geometry] : Array.Empty<string>()];
        var list = wanted is [] ? "NULL" : string.Join(", ", wanted.Select(GeoPackage.Quote));
        var number = 0;
        foreach (var row in _package.Query($"SELECT {list} FROM {GeoPackage.Quote(_layer.Table)}", row => Row(row, ++number, columns.Count, shapes)))
            yield return row;
    }

    protected override void Dispose(bool disposing)
    {
        // The database is the file's.
    }

    private SourceRow Row(SqliteDataReader row, int number, int columns, WkbShapes shapes)
    {
        var values = new string?[columns];
        for (var at = 0; at < columns; at++) values[at] = Text(row, at);
        if (_layer.Geometry is null || row.IsDBNull(columns)) return new(number, values);
        try
        {
            return row.GetValue(columns) is byte[] blob
                ? new(number, values, Shape(blob, shapes))
                : throw new FaultException("The geometry is not stored as a GeoPackage stores them.");
        }
        catch (FaultException fault)
        {
            return new(number, values, Fault: fault.Message, FaultColumn: "geometry");
        }
    }

    private static string? Text(SqliteDataReader row, int at)
    {
        var text = row.GetValue(at) switch
        {
            string found => found,
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            byte[] bytes => $"({bytes.Length} bytes)",
            _ => null,
        };
        return text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    // "GP", version, flags, number of the coordinate system, an envelope of 0, 4, 6 or 8 numbers, then WKB.
    private static Geometry? Shape(byte[] blob, WkbShapes shapes)
    {
        if (blob is not [(byte)'G', (byte)'P', ..] || blob.Length < HeaderBytes)
            throw new FaultException("The geometry is not stored as a GeoPackage stores them.");
        var flags = blob[3];
        if ((flags & 0b0010_0000) != 0) throw new FaultException("The geometry is of a kind that only another program knows.");
        if ((flags & 0b0001_0000) != 0) return null;
        var envelope = ((flags >> 1) & 0b111) switch { 0 => 0, 1 => 32, 2 or 3 => 48, 4 => 64, _ => throw new FaultException("The geometry is damaged: its header is none.") };
        return blob.Length > HeaderBytes + envelope
            ? shapes.Build(blob.AsSpan(HeaderBytes + envelope))
            : throw new FaultException("The geometry is damaged: it ends with its header.");
    }
}
