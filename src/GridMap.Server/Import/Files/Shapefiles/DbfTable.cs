using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>The records of a dBASE table, one after the other; shapefiles keep their columns in one.</summary>
internal sealed class DbfTable
{
    private const int HeaderBytes = 32;
    private const int MostFields = 2_048;
    private readonly Stream _file;
    private readonly byte[] _record;
    private readonly int _headerLength;

    private DbfTable(Stream file, byte[] header, int recordLength, List<DbfField> fields)
    {
        _file = file;
        _record = new byte[recordLength];
        _headerLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8));
        Count = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        LanguageDriver = header[29];
        Fields = fields;
    }

    /// <summary>How many records there are, the deleted ones among them.</summary>
    public long Count { get; }

    /// <summary>Byte 29 of the header, which may tell the encoding.</summary>
    public byte LanguageDriver { get; }

    public IReadOnlyList<DbfField> Fields { get; }

    /// <summary>Number of the record read last, from 1.</summary>
    public int RecordNumber { get; private set; }

    /// <summary>Whether the record read last is marked as deleted.</summary>
    public bool IsDeleted => _record[0] == (byte)'*';

    public long BytesRead => _headerLength + ((long)RecordNumber * _record.Length);

    /// <summary>Reads the header.</summary>
    /// <param name="file">Seekable; left open.</param>
    /// <exception cref="FileRefusedException">It is no .dbf, or cut off.</exception>
    public static DbfTable Open(Stream file)
    {
        file.Position = 0;
        var header = new byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            throw new FileRefusedException(file.Length == 0 ? "The .dbf is empty." : "The .dbf is cut off within its header.");
        var (headerLength, recordLength) = (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(10)));
        var fields = ReadFields(file, headerLength, recordLength);
        var table = new DbfTable(file, header, recordLength, fields);
        table.RequireWhole();
        return table;
    }

    /// <summary>Goes back to before the first record.</summary>
    public void Rewind()
    {
        _file.Position = _headerLength;
        RecordNumber = 0;
    }

    /// <summary>Reads the next record.</summary>
    public bool Read()
    {
        if (RecordNumber >= Count) return false;
        _file.ReadExactly(_record);
        RecordNumber++;
        return true;
    }

    /// <summary>The bytes of a field, without the blanks around them.</summary>
    public ReadOnlySpan<byte> Bytes(DbfField field)
    {
        var bytes = _record.AsSpan(field.Start, field.Length);
        return field.IsText ? bytes.TrimEnd(" \0"u8) : bytes;
    }

    /// <summary>A field as a text a mapping can read: days as 2026-03-01, truth as true and false; null where it is blank.</summary>
    /// <param name="field">The field.</param>
    /// <param name="encoding">Of the texts.</param>
    /// <param name="fault">What keeps it from being read, in one sentence.</param>
    public string? Text(DbfField field, Encoding encoding, out string? fault)
    {
        fault = null;
        var bytes = Bytes(field);
        if (field.IsText)
        {
            if (!TextEncodings.TryDecode(bytes, encoding, out var text)) fault = $"The text is not {TextEncodings.NameOf(encoding)}.";
            return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        }

        if (IsBinary(field, bytes, out var number)) return number;
        var ascii = Encoding.ASCII.GetString(bytes).Trim(' ', '\0');
        // A number too wide for its field is stored as asterisks, and so is a missing one.
        if (ascii.Trim('*').Length == 0) return null;
        if (field.Type is not ('M' or 'G' or 'P')) return Plain(field.Type, ascii);
        fault = "The text lies in a memo file (.dbt or .fpt), which GridMap does not read.";
        return null;
    }

    private static string? Plain(char type, string text) => type switch
    {
        'D' when text.Trim('0').Length == 0 => null,
        'D' when text.Length == 8 => $"{text[..4]}-{text[4..6]}-{text[6..]}",
        'L' => text switch { "T" or "t" or "Y" or "y" or "1" => "true", "F" or "f" or "N" or "n" or "0" => "false", "?" => null, _ => text },
        _ => text,
    };

    private static bool IsBinary(DbfField field, ReadOnlySpan<byte> bytes, out string? text)
    {
        text = null;
        switch (field.Type, field.Length)
        {
            case ('I' or '+', 4):
                text = BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(CultureInfo.InvariantCulture);
                return true;
            case ('B' or 'O', 8):
                text = BinaryPrimitives.ReadDoubleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture);
                return true;
            case ('Y', 8):
                text = (BinaryPrimitives.ReadInt64LittleEndian(bytes) / 10_000m).ToString(CultureInfo.InvariantCulture);
                return true;
            case ('T' or '@', 8):
                text = Moment(BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
                return true;
            default:
                return false;
        }
    }

    // Days since the Julian epoch, and milliseconds of the day.
    private static string? Moment(int julianDay, int milliseconds)
    {
        const int JulianDayOfYearOne = 1_721_426;
        var day = julianDay - JulianDayOfYearOne;
        return day is < 0 or > 3_652_058 ? null : DateTime.MinValue.AddDays(day).AddMilliseconds(milliseconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static List<DbfField> ReadFields(Stream file, int headerLength, int recordLength)
    {
        const byte EndOfFields = 0x0D;
        var (fields, start, descriptor) = (new List<DbfField>(), 1, new byte[HeaderBytes]);
        while (file.Position + HeaderBytes <= headerLength && fields.Count < MostFields)
        {
            if (file.ReadAtLeast(descriptor, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) throw new FileRefusedException("The .dbf is cut off within its header.");
            if (descriptor[0] == EndOfFields) break;
            var name = descriptor.AsSpan(0, 11);
            var type = (char)descriptor[11];
            // A text longer than 255 bytes keeps the rest of its length where numbers have their decimals.
            var length = type == 'C' && descriptor[17] > 0 && start + descriptor[16] + (descriptor[17] << 8) <= recordLength
                ? descriptor[16] + (descriptor[17] << 8)
                : descriptor[16];
            fields.Add(new(name[..(name.IndexOf((byte)0) is >= 0 and var end ? end : name.Length)].ToArray(), type, start, length));
            start += length;
        }

        return fields is [] || start > recordLength
            ? throw new FileRefusedException($"The .dbf is damaged: its fields are {start - 1} bytes wide, its records {recordLength - 1}.")
            : fields;
    }

    private void RequireWhole()
    {
        var whole = (_file.Length - _headerLength) / _record.Length;
        if (whole < Count)
            throw new FileRefusedException($"The .dbf is cut off: its header tells of {Count:N0} records, and it holds {Math.Max(0, whole):N0}.");
    }
}
