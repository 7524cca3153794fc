using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GridMap.Spatial.Coordinates;

namespace GridMap.Server.Import.Files;

/// <summary>The rows of a table whose first line names its columns; separated by comma, tab or semicolon. A column may hold geometries.</summary>
internal sealed class CsvRows : RowSource
{
    private const int MostCharactersInAField = 1_000_000;
    private const int HeaderPeekCharacters = 1 << 16;
    private static readonly string[] ShapeNames = ["wkt", "wkt_geom", "geom_wkt", "wkt_geometry", "geometry_wkt", "geom", "the_geom", "geometry", "shape", "ewkt", "wkb", "wkb_geometry"];
    private readonly CountingStream _content;
    private readonly StreamReader _text;
    private readonly CsvParser _parser;
    // Where geometries stand as texts, from 0; -1 where nowhere.
    private readonly int _shapeColumn = -1;
    private readonly string? _crs;
    private string? _badData;
    private int? _readAhead;
    private int _nextLine = 1;

    public CsvRows(ImportFile file)
    {
        // First, since there is one place to read the file from.
        var delimiter = Delimiter(file);
        _content = file.OpenContent();
        _text = new StreamReader(_content, file.Encoding, detectEncodingFromByteOrderMarks: false, 1 << 16);
        _parser = new CsvParser(_text, Configure(delimiter));
        Header = ReadHeader();
        (_shapeColumn, _crs) = FindShapes();
    }

    public override IReadOnlyList<string> Header { get; }

    public override IReadOnlyCollection<string> ColumnsMet => Header;

    public override bool HasShapes => _shapeColumn >= 0;

    public override string? Crs => _crs;

    public override bool MustAskCrs => HasShapes && _crs is null;

    public override long BytesRead => _content.BytesRead;

    public override IEnumerable<SourceRow> Read(IReadOnlyList<string> columns, CoordinateSystem crs)
    {
        var positions = columns.Select(column => ColumnNames.IndexOf(Header, column)).ToArray();
        var shapes = new WktShapes(new ShapeBuilder(crs));
        while (TryRead(out var line))
            if (!IsBlank()) yield return Row(line, positions, shapes);
    }

    protected override void Dispose(bool disposing)
    {
        _parser.Dispose();
        _text.Dispose();
    }

    private SourceRow Row(int line, int[] positions, WktShapes shapes)
    {
        if (_badData is not null)
            return new(line, new string?[positions.Length], Fault: "A quotation mark stands within a field that is not quoted throughout, or is never closed.");
        if (_parser.Count != Header.Count)
            return new(line, new string?[positions.Length], Fault: $"The row has {_parser.Count} columns, the header {Header.Count}.");
        var values = new string?[positions.Length];
        for (var at = 0; at < values.Length; at++)
            values[at] = _parser[positions[at]].Trim() is { Length: > 0 } text ? text : null;
        if (_shapeColumn < 0 || string.IsNullOrWhiteSpace(_parser[_shapeColumn])) return new(line, values);
        try
        {
            return new(line, values, shapes.Build(_parser[_shapeColumn].Trim()));
        }
        catch (FaultException fault)
        {
            return new(line, values, Fault: fault.Message, FaultColumn: Header[_shapeColumn]);
        }
    }

    // A column called like one of geometries, whose first value is one; columns of coordinates come first.
    private (int Column, string? Crs) FindShapes()
    {
        if (Header.Contains("longitude") && Header.Contains("latitude")) return (-1, null);
        var column = Array.FindIndex([.. Header], name => ShapeNames.Contains(name.ToLowerInvariant()));
        if (column < 0 || !TryRead(out var line)) return (-1, null);
        _readAhead = line;
        return column < _parser.Count && WktShapes.IsGeometry(_parser[column].Trim(), out var crs) ? (column, crs) : (-1, null);
    }

    private bool TryRead(out int line)
    {
        if (_readAhead is { } ahead)
        {
            (line, _readAhead) = (ahead, null);
            return true;
        }

        line = _nextLine;
        _badData = null;
        try
        {
            if (!_parser.Read()) return false;
            _nextLine = _parser.RawRow + 1;
            return true;
        }
        catch (Exception error) when (error is MaxFieldSizeException or ParserException)
        {
            throw new FileRefusedException($"Line {line}: a field is longer than {MostCharactersInAField:N0} characters; is a quotation mark not closed?");
        }
    }

    private bool IsBlank() => _parser.Count == 1 && Header.Count > 1 && string.IsNullOrWhiteSpace(_parser[0]);

    private string[] ReadHeader()
    {
        while (TryRead(out _))
        {
            var names = (_parser.Record ?? []).Select(name => name.Trim().TrimStart('\uFEFF')).ToArray();
            if (names.Any(name => name.Length > 0)) return names;
        }

        throw new FileRefusedException("The file has no line that names its columns.");
    }

    private CsvConfiguration Configure(string delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        IgnoreBlankLines = true,
        MaxFieldSize = MostCharactersInAField,
        BufferSize = 1 << 16,
        BadDataFound = bad => _badData = bad.Field,
    };

    // The one that is found most often in the first line, outside quotation marks.
    private static string Delimiter(ImportFile file)
    {
        using var content = file.OpenContent();
        using var text = new StreamReader(content, file.Encoding, detectEncodingFromByteOrderMarks: false, 4096);
        var start = new char[HeaderPeekCharacters];
        var line = start.AsSpan(0, text.ReadBlock(start));
        var counts = new Dictionary<char, int> { [','] = 0, ['\t'] = 0, [';'] = 0 };
        var isQuoted = false;
        foreach (var c in line.TrimStart("\uFEFF\r\n "))
        {
            if (c == '"') isQuoted = !isQuoted;
            else if (c is '\n' or '\r' && !isQuoted) break;
            else if (!isQuoted && counts.TryGetValue(c, out var count)) counts[c] = count + 1;
        }

        return counts.MaxBy(count => count.Value).Key.ToString();
    }
}
