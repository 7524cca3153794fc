using System.Text;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>The columns of a .dbf by name, and their values as texts.</summary>
internal sealed class DbfColumns
{
    private readonly DbfTable _table;
    private readonly Encoding _encoding;

    public DbfColumns(DbfTable table, Encoding encoding)
    {
        _table = table;
        _encoding = encoding;
        Names = [.. table.Fields.Select(field => TextEncodings.TryDecode(field.Name, encoding, out var name)
            ? name.Trim()
            : throw new FileRefusedException($"The name of column {field.Start} of the .dbf is not {TextEncodings.NameOf(encoding)}."))];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Where columns stand.</summary>
    /// <exception cref="FileRefusedException">There is none of that name, or several.</exception>
    public DbfField[] Find(IReadOnlyList<string> columns) => [.. columns.Select(column => _table.Fields[ColumnNames.IndexOf(Names, column)])];

    /// <summary>Texts of the record read last; a fault names its column.</summary>
    public string?[] Values(DbfField[] fields, out string? fault, out string? faultColumn)
    {
        (fault, faultColumn) = (null, null);
        var values = new string?[fields.Length];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = _table.Text(fields[at], _encoding, out var found);
            if (found is null || fault is not null) continue;
            (fault, faultColumn) = (found, Names[IndexOf(fields[at])]);
        }

        return values;
    }

    private int IndexOf(DbfField field) => _table.Fields.Index().First(known => known.Item.Start == field.Start).Index;
}
