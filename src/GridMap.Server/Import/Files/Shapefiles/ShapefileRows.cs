using GridMap.Spatial.Coordinates;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>The records of a shapefile: shapes of the .shp, columns of the .dbf where there is one.</summary>
internal sealed class ShapefileRows : RowSource
{
    private readonly ShpRecords _shapes;
    private readonly DbfTable? _table;
    private readonly DbfColumns? _columns;

    public ShapefileRows(ImportFile file)
    {
        _table = file.Part(".dbf") is { } dbf ? DbfTable.Open(dbf) : null;
        _columns = _table is null ? null : new(_table, file.Encoding);
        _shapes = ShpRecords.Open(file.Part(".shp")!, file.Part(".shx"), _table?.Count);
        if (_table is not null && _table.Count != _shapes.Count)
            throw new FileRefusedException(
                $"The .shp holds {_shapes.Count:N0} records, the .dbf {_table.Count:N0}; they do not belong together, or one of them is cut off.");
        Crs = file.Prj;
    }

    public override IReadOnlyList<string> Header => _columns?.Names ?? [];

    public override bool HasShapes => true;

    public override IReadOnlyCollection<string> ColumnsMet => Header;

    public override string? Crs { get; }

    public override bool MustAskCrs => Crs is null;

    public override string Place => "record";

    public override long BytesRead => _shapes.BytesRead;

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var builder = new ShpShapes(new ShapeBuilder(crs));
        var fields = _columns?.Find(columns) ?? (columns is [] ? [] : throw new FileRefusedException("The shapefile came without its .dbf and so without columns; send both in one ZIP archive."));
        _table?.Rewind();
        for (var number = 1; number <= _shapes.Count; number++)
        {
            _table?.Read();
            var row = Row(number, fields, builder);
            if (_table is not { IsDeleted: true }) yield return row;
        }
    }

    protected override void Dispose(bool disposing)
    {
        // The parts are the file's.
    }

    private SourceRow Row(int number, DbfField[] fields, ShpShapes builder)
    {
        string? fault = null;
        string? column = null;
        var values = _columns?.Values(fields, out fault, out column) ?? [];
        Geometry? shape = null;
        try
        {
            if (_shapes.TryNext(out var record)) shape = builder.Build(record);
        }
        catch (FaultException found)
        {
            (fault, column) = (found.Message, "geometry");
        }

        return new(number, values, shape, fault, column);
    }
}
