using GridMap.Spatial.Coordinates;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>The records of a .dbf without shapes.</summary>
internal sealed class DbfRows : RowSource
{
    private readonly DbfTable _table;
    private readonly DbfColumns _columns;

    public DbfRows(ImportFile file)
    {
        _table = DbfTable.Open(file.Part(".dbf")!);
        _columns = new(_table, file.Encoding);
    }

    public override IReadOnlyList<string> Header => _columns.Names;

    public override IReadOnlyCollection<string> ColumnsMet => _columns.Names;

    public override string Place => "record";

    public override long BytesRead => _table.BytesRead;

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var fields = _columns.Find(columns);
        _table.Rewind();
        while (_table.Read())
        {
            if (_table.IsDeleted) continue;
            var values = _columns.Values(fields, out var fault, out var column);
            yield return new(_table.RecordNumber, values, Fault: fault, FaultColumn: column);
        }
    }

    protected override void Dispose(bool disposing)
    {
        // The file is not this one's.
    }
}
