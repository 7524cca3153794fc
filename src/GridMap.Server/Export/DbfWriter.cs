using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GridMap.Server.Export;

/// <summary>Writes a .dbf (dBASE III) in UTF-8, record after record; the head's count last.</summary>
internal sealed class DbfWriter
{
    private const int FieldBytes = 32;
    private readonly Stream _dbf;
    private readonly ExportJob _job;
    private readonly (ColumnKind Kind, int Bytes)[] _fields;
    private readonly byte[] _record;
    private int _count;

    public DbfWriter(Stream dbf, ExportJob job)
    {
        (_dbf, _job) = (dbf, job);
        _fields = [.. job.Layer.Columns.Select(column => (column.Kind, Width(column)))];
        _record = new byte[1 + _fields.Sum(field => field.Bytes)];
        WriteHead();
    }

    /// <summary>How many texts did not fit.</summary>
    public int CutTexts { get; private set; }

    /// <summary>Adds a record.</summary>
    /// <exception cref="ExportTooLargeException">A table ends at 2 GB.</exception>
    public void Write(object?[] values)
    {
        _record.AsSpan().Fill((byte)' ');
        var at = 1;
        foreach (var ((kind, bytes), value) in _fields.Zip(values))
        {
            Put(_record.AsSpan(at, bytes), kind, value);
            at += bytes;
        }

        _dbf.Write(_record);
        _count++;
        if (_dbf.Position > int.MaxValue) throw new ExportTooLargeException("A shapefile's table holds 2 GB at most; ask for a GeoPackage.");
    }

    /// <summary>Writes the end and the count.</summary>
    public void Finish()
    {
        _dbf.WriteByte(0x1A);
        Span<byte> count = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, _count);
        _dbf.Position = 4;
        _dbf.Write(count);
    }

    private static int Width(ExportColumn column) => column.Kind switch
    {
        ColumnKind.Integer => 18,
        ColumnKind.Real => 19,
        ColumnKind.Time => 19,
        ColumnKind.Day => 8,
        _ => column.DbfBytes,
    };

    private void WriteHead()
    {
        var head = new byte[FieldBytes * (1 + _fields.Length) + 1];
        // Version; the day of the last change, which nobody reads but some insist on.
        (head[0], head[1], head[2], head[3]) = (3, 126, 1, 1);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(8), (short)head.Length);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(10), (short)_record.Length);
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = head.AsSpan(FieldBytes * (i + 1), FieldBytes);
            Encoding.ASCII.GetBytes(_job.Layer.Columns[i].DbfName, field);
            field[11] = _fields[i].Kind switch { ColumnKind.Integer or ColumnKind.Real => (byte)'N', ColumnKind.Day => (byte)'D', _ => (byte)'C' };
            field[16] = (byte)_fields[i].Bytes;
            field[17] = _fields[i].Kind == ColumnKind.Real ? (byte)3 : (byte)0;
        }

        head[^1] = 0x0D;
        _dbf.Write(head);
    }

    private void Put(Span<byte> to, ColumnKind kind, object? value)
    {
        switch (value)
        {
            case null: break;
            case long number: PutRight(to, number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: PutRight(to, number.ToString("F3", CultureInfo.InvariantCulture)); break;
            case DateOnly day: PutText(to, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset time: PutText(to, _job.Local(time)); break;
            default: PutText(to, (string)value); break;
        }
    }

    private static void PutRight(Span<byte> to, string number) => Encoding.ASCII.GetBytes(number, to[^number.Length..]);

    private void PutText(Span<byte> to, string text)
    {
        // Whole characters only: what does not fit is left away from the first that does not.
        Encoding.UTF8.GetEncoder().Convert(text, to, flush: true, out _, out _, out var isWhole);
        if (!isWhole) CutTexts++;
    }
}
