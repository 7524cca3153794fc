using System.Globalization;
using ExcelDataReader;
using GridMap.Spatial.Coordinates;

namespace GridMap.Server.Import.Files.Workbooks;

/// <summary>The rows of one sheet, whose first row with anything in it names the columns.</summary>
internal sealed class WorkbookRows : RowSource
{
    private readonly IExcelDataReader _reader;
    private readonly Dictionary<(int Row, int Column), string> _errors;
    private readonly long _contentBytes;
    private int _row;

    public WorkbookRows(ImportFile file)
    {
        _contentBytes = file.ContentBytes;
        _errors = ErrorCells.Find(file.Part(".xlsx")!, file.Layer!);
        _reader = Workbook.Open(file.Part(".xlsx")!);
        while (_reader.Name != file.Layer)
            if (!Workbook.Guard(_reader.NextResult)) throw new FileRefusedException($"The workbook has no sheet '{file.Layer}'.");
        Header = ReadHeader();
    }

    public override IReadOnlyList<string> Header { get; }

    public override IReadOnlyCollection<string> ColumnsMet => Header;

    public override string Place => "row";

    // Sheets are packed; what is known is how many rows there are.
    public override long BytesRead => _reader.RowCount > 0 ? _contentBytes * Math.Min(_row, _reader.RowCount) / _reader.RowCount : 0;

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var positions = columns.Select(column => ColumnNames.IndexOf(Header, column)).ToArray();
        while (ReadRow())
            if (!IsBlank()) yield return Row(positions);
    }

    protected override void Dispose(bool disposing) => _reader.Dispose();

    private SourceRow Row(int[] positions)
    {
        var values = new string?[positions.Length];
        for (var at = 0; at < positions.Length; at++)
        {
            if (Error(positions[at]) is { } error) return new(_row, values, Fault: $"The cell holds the error {error}.", FaultColumn: Header[positions[at]]);
            values[at] = Text(positions[at]);
        }

        for (var beyond = Header.Count; beyond < _reader.FieldCount; beyond++)
            if (Text(beyond) is not null) return new(_row, values, Fault: $"The row has a value in column {beyond + 1}, the header names {Header.Count}.");
        return new(_row, values);
    }

    private bool ReadRow()
    {
        _row++;
        return Workbook.Guard(_reader.Read);
    }

    private bool IsBlank()
    {
        for (var at = 0; at < _reader.FieldCount; at++)
            if (Text(at) is not null || Error(at) is not null) return false;
        return true;
    }

    private string[] ReadHeader()
    {
        while (ReadRow())
        {
            var names = Enumerable.Range(0, _reader.FieldCount).Select(at => Text(at) ?? "").ToArray();
            var last = Array.FindLastIndex(names, name => name.Length > 0);
            if (last >= 0) return names[..(last + 1)];
        }

        throw new FileRefusedException($"The sheet '{_reader.Name}' has no row that names its columns.");
    }

    private string? Error(int column) => _errors.GetValueOrDefault((_row, column));

    // Days as 2026-03-01, moments as 2026-03-01T08:30:00, both of the clock on the wall.
    private string? Text(int column)
    {
        if (column >= _reader.FieldCount) return null;
        var text = _reader.GetValue(column) switch
        {
            string found => found,
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            bool truth => truth ? "true" : "false",
            var other => System.Convert.ToString(other, CultureInfo.InvariantCulture),
        };
        return text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
