using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Export;

/// <summary>Writes .shp and .shx (Esri's description of 1998), shape after shape; the heads last.</summary>
internal sealed class ShpWriter
{
    private const int HeadBytes = 100;
    private readonly Stream _shp;
    private readonly Stream _shx;
    private readonly int _type;
    private readonly Envelope _bounds = new();
    private byte[] _record = new byte[1 << 12];
    private int _count;

    public ShpWriter(Stream shp, Stream shx, ExportShape shape)
    {
        (_shp, _shx) = (shp, shx);
        _type = shape switch { ExportShape.Point => 1, ExportShape.Line => 3, _ => 5 };
        shp.Write(new byte[HeadBytes]);
        shx.Write(new byte[HeadBytes]);
    }

    /// <summary>Adds the next shape.</summary>
    /// <exception cref="ExportTooLargeException">A shapefile ends at 2 GB.</exception>
    public void Write(Geometry shape)
    {
        var bytes = shape is Point point ? Fill(point) : Fill(shape);
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, (int)(_shp.Position / 2));
        BinaryPrimitives.WriteInt32BigEndian(head[4..], bytes / 2);
        _shx.Write(head);
        BinaryPrimitives.WriteInt32BigEndian(head, ++_count);
        _shp.Write(head);
        _shp.Write(_record, 0, bytes);
        _bounds.ExpandToInclude(shape.EnvelopeInternal);
        if (_shp.Position > int.MaxValue) throw new ExportTooLargeException("A shapefile holds 2 GB at most; ask for a GeoPackage.");
    }

    /// <summary>Writes both heads.</summary>
    public void Finish()
    {
        foreach (var file in new[] { _shp, _shx })
        {
            var head = new byte[HeadBytes];
            BinaryPrimitives.WriteInt32BigEndian(head, 9994);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), (int)(file.Length / 2));
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), 1000);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), _type);
            if (!_bounds.IsNull) WriteBounds(head.AsSpan(36), _bounds);
            file.Position = 0;
            file.Write(head);
        }
    }

    private static void WriteBounds(Span<byte> to, Envelope bounds)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(to, bounds.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(to[8..], bounds.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(to[16..], bounds.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(to[24..], bounds.MaxY);
    }

    private int Fill(Point point)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_record, _type);
        BinaryPrimitives.WriteDoubleLittleEndian(_record.AsSpan(4), point.X);
        BinaryPrimitives.WriteDoubleLittleEndian(_record.AsSpan(12), point.Y);
        return 20;
    }

    private int Fill(Geometry shape)
    {
        List<CoordinateSequence> parts = [.. _type == 3
            ? Rings.Parts<LineString>(shape).Select(line => line.CoordinateSequence)
            : Rings.Parts<Polygon>(shape).SelectMany(area => Rings.Of(area, isShellCounterClockwise: false))];
        var at = 44 + (4 * parts.Count);
        var bytes = at + (16 * parts.Sum(part => part.Count));
        if (_record.Length < bytes) _record = new byte[bytes];
        BinaryPrimitives.WriteInt32LittleEndian(_record, _type);
        WriteBounds(_record.AsSpan(4), shape.EnvelopeInternal);
        BinaryPrimitives.WriteInt32LittleEndian(_record.AsSpan(36), parts.Count);
        BinaryPrimitives.WriteInt32LittleEndian(_record.AsSpan(40), parts.Sum(part => part.Count));
        var (first, index) = (0, 44);
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_record.AsSpan(index), first);
            (first, index) = (first + part.Count, index + 4);
            for (var i = 0; i < part.Count; i++, at += 16)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(_record.AsSpan(at), part.GetX(i));
                BinaryPrimitives.WriteDoubleLittleEndian(_record.AsSpan(at + 8), part.GetY(i));
            }
        }

        return bytes;
    }
}
