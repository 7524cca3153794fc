using System.Buffers.Binary;

namespace GridMap.Server.Import.Files.Shapefiles;

/// <summary>Where the records of a .shp lie.</summary>
internal sealed class ShpRecords
{
    private const int HeaderBytes = 100;
    private const int RecordHeaderBytes = 8;
    private const int FileLengthAt = 24;
    private const int MostBytesOfARecord = 64 << 20;
    private readonly Stream _shp;
    private readonly Stream? _shx;
    private readonly byte[] _head = new byte[RecordHeaderBytes];
    private byte[] _content = new byte[4_096];
    private long _next = HeaderBytes;
    private int _read;

    private ShpRecords(Stream shp, Stream? shx, int count)
    {
        _shp = shp;
        _shx = shx;
        Count = count;
    }

    /// <summary>How many records there are.</summary>
    public int Count { get; }

    public long BytesRead => _next;

    /// <summary>Finds the records: one after the other, or where they do not follow each other by the index.</summary>
    /// <param name="shp">Seekable; left open.</param>
    /// <param name="shx">The index, where there is one.</param>
    /// <param name="expected">How many records the .dbf has, where there is one: the index decides between two counts.</param>
    /// <exception cref="FileRefusedException">The file is cut off or damaged.</exception>
    public static ShpRecords Open(Stream shp, Stream? shx, long? expected)
    {
        if (shp.Length < HeaderBytes) throw new FileRefusedException("The .shp is cut off within its header.");
        var (count, fault) = Walk(shp);
        var indexed = shx is { Length: >= HeaderBytes } ? (int)((shx.Length - HeaderBytes) / RecordHeaderBytes) : 0;
        var isIndexed = indexed > 0 && (fault is not null || (count != expected && indexed == expected));
        if (fault is not null && !isIndexed) throw new FileRefusedException(fault);
        return new(shp, isIndexed ? shx : null, isIndexed ? indexed : count);
    }

    /// <summary>The content of the next record, from its shape type on; good until the next call.</summary>
    public bool TryNext(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (_read == Count) return false;
        _read++;
        if (_shx is not null) _next = Indexed();
        _shp.Position = _next;
        _shp.ReadExactly(_head);
        var length = Length(_head);
        if (length < 4 || length > MostBytesOfARecord || _next + RecordHeaderBytes + length > _shp.Length)
            throw new FileRefusedException($"Record {_read} of the .shp is damaged: it would be {length:N0} bytes long.");
        if (_content.Length < length) _content = new byte[length];
        _shp.ReadExactly(_content, 0, (int)length);
        _next += RecordHeaderBytes + length;
        content = _content.AsSpan(0, (int)length);
        return true;
    }

    private long Indexed()
    {
        _shx!.Position = HeaderBytes + ((long)(_read - 1) * RecordHeaderBytes);
        _shx.ReadExactly(_head);
        var at = BinaryPrimitives.ReadUInt32BigEndian(_head) * 2L;
        return at >= HeaderBytes && at + RecordHeaderBytes <= _shp.Length
            ? at
            : throw new FileRefusedException($"The index (.shx) is damaged: record {_read} would lie outside the .shp.");
    }

    private static (int Count, string? Fault) Walk(Stream shp)
    {
        var (count, at, head) = (0, (long)HeaderBytes, new byte[RecordHeaderBytes]);
        shp.Position = FileLengthAt;
        shp.ReadExactly(head);
        var told = BinaryPrimitives.ReadInt32BigEndian(head) * 2L;
        if (told > shp.Length) return (0, $"The .shp is cut off: its header tells of {told:N0} bytes, and it has {shp.Length:N0}.");
        while (at + RecordHeaderBytes <= shp.Length)
        {
            shp.Position = at;
            shp.ReadExactly(head);
            var length = Length(head);
            if (length < 4 || at + RecordHeaderBytes + length > shp.Length)
                return (count, $"The .shp is damaged or cut off at record {count + 1}, byte {at:N0}, and no index (.shx) helps.");
            at += RecordHeaderBytes + length;
            count++;
        }

        return (count, null);
    }

    // Told in words of 16 bits.
    private static long Length(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadInt32BigEndian(head[4..]) * 2L;
}
